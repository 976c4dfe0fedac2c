use std::{collections::BTreeSet, sync::Arc};

use chrono::TimeDelta;
use contract::{
    Locale, NotificationId,
    admin::MailKind,
    notifications::{Notification, NotificationData, NotificationKind},
    validation::NAME_MAX,
};
use services::{
    Ctx, Error, Result,
    jobs::{self, Handlers, Worker, WorkerSettings},
    mails::{self, Mail, SmtpTransport},
};
use testkit::{Mailroom, PUBLIC_URL, TestDb, db_test};
use uuid::Uuid;

const ADA: &str = "ada@example.com";

async fn queue(ctx: &Ctx, to: &str, locale: Locale, mail: &Mail) {
    ctx.db
        .write(|tx| {
            let mail = mail.clone();
            async move { mails::send(ctx, &tx, to, locale, mail).await }
        })
        .await
        .unwrap();
}

fn worker(ctx: &Ctx, room: &Mailroom) -> Worker {
    let handlers = mails::handlers(Handlers::default(), Arc::clone(&room.transport));
    Worker::new(ctx.clone(), handlers, WorkerSettings::default())
}

fn every_mail() -> impl Iterator<Item = (&'static str, Mail)> {
    mails_of_signing_in()
        .into_iter()
        .chain(mails_of_accounts())
        .chain(mails_of_identities())
        .chain(mails_of_passkeys())
        .chain(mails_of_teams())
        .chain(mails_of_staff())
}

fn mails_of_signing_in() -> [(&'static str, Mail); 11] {
    let first_name = || "Ada".to_owned();
    [
        (
            "verify",
            Mail::VerifyEmail {
                first_name: first_name(),
                url: verify_url(),
            },
        ),
        (
            "registered",
            Mail::AlreadyRegistered {
                first_name: first_name(),
                login_url: format!("{PUBLIC_URL}/login"),
            },
        ),
        (
            "again",
            Mail::RegisterAgain {
                url: format!("{PUBLIC_URL}/register"),
            },
        ),
        (
            "reset",
            Mail::ResetPassword {
                first_name: first_name(),
                url: reset_url(),
            },
        ),
        (
            "unconfirmed",
            Mail::ResetUnconfirmed {
                url: format!("{PUBLIC_URL}/register"),
            },
        ),
        (
            "password",
            Mail::PasswordChanged {
                first_name: first_name(),
            },
        ),
        (
            "device",
            Mail::NewDevice {
                first_name: first_name(),
                user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0".into(),
                address: "203.0.113.7".into(),
            },
        ),
        (
            "totp-enabled",
            Mail::TotpEnabled {
                first_name: first_name(),
            },
        ),
        (
            "totp-removed",
            Mail::TotpRemoved {
                first_name: first_name(),
            },
        ),
        (
            "recovery-code",
            Mail::RecoveryCodeUsed {
                first_name: first_name(),
                left: 9,
            },
        ),
        (
            "theft",
            Mail::SessionTheft {
                first_name: first_name(),
            },
        ),
    ]
}

fn mails_of_passkeys() -> [(&'static str, Mail); 3] {
    let first_name = || "Ada".to_owned();
    [
        (
            "passkey-added",
            Mail::PasskeyAdded {
                first_name: first_name(),
            },
        ),
        (
            "passkey-removed",
            Mail::PasskeyRemoved {
                first_name: first_name(),
            },
        ),
        (
            "passkey-copied",
            Mail::PasskeyCopied {
                first_name: first_name(),
            },
        ),
    ]
}

fn mails_of_accounts() -> [(&'static str, Mail); 10] {
    let first_name = || "Ada".to_owned();
    [
        (
            "unlock",
            Mail::UnlockAccount {
                first_name: first_name(),
                url: format!("{PUBLIC_URL}/unlock?token=0123456789"),
            },
        ),
        (
            "email-old",
            Mail::ConfirmEmailOld {
                first_name: first_name(),
                email: "ada@example.org".into(),
                url: link("confirm-email"),
            },
        ),
        (
            "email-new",
            Mail::ConfirmEmailNew {
                first_name: first_name(),
                url: link("confirm-email"),
            },
        ),
        (
            "email-wanted",
            Mail::EmailWanted {
                first_name: first_name(),
            },
        ),
        (
            "email-changed",
            Mail::EmailChanged {
                first_name: first_name(),
                email: "ada@example.org".into(),
                url: link("undo-email"),
            },
        ),
        (
            "email-restored",
            Mail::EmailRestored {
                first_name: first_name(),
                url: format!("{PUBLIC_URL}/forgot-password"),
            },
        ),
        (
            "deactivated",
            Mail::AccountDeactivated {
                first_name: first_name(),
            },
        ),
        (
            "deleting",
            Mail::AccountDeleting {
                first_name: first_name(),
                url: link("cancel-deletion"),
                delete_at: "2026-12-09T10:00:00Z".parse().unwrap(),
            },
        ),
        (
            "deleted",
            Mail::AccountDeleted {
                first_name: first_name(),
            },
        ),
        (
            "export",
            Mail::ExportReady {
                first_name: first_name(),
                url: format!("{PUBLIC_URL}/settings/account"),
            },
        ),
    ]
}

fn mails_of_staff() -> [(&'static str, Mail); 2] {
    let first_name = || "Ada".to_owned();
    [
        (
            "staff-deactivated",
            Mail::DeactivatedByStaff {
                first_name: first_name(),
            },
        ),
        (
            "staff-mfa-reset",
            Mail::MfaResetByStaff {
                first_name: first_name(),
            },
        ),
    ]
}

fn mails_of_teams() -> [(&'static str, Mail); 3] {
    let invitation = |first_name: &str, team: &str| Mail::Invitation {
        first_name: first_name.into(),
        inviter: "Grace Hopper".into(),
        team: team.into(),
        url: link("invitations"),
    };
    [
        (
            "unread",
            Mail::UnreadNotifications {
                first_name: "Ada".into(),
                time_zone: "UTC".into(),
                count: 12,
                news: vec![news("Engines"), news("evil.example")],
            },
        ),
        ("invitation", invitation("Ada", "Analytical Engines")),
        ("invitation-nameless", invitation("", "Win at evil.example")),
    ]
}

fn news(team: &str) -> Notification {
    Notification {
        id: NotificationId::new(Uuid::nil()),
        kind: NotificationKind::TeamDeleting.as_str().into(),
        team_id: None,
        data: NotificationData {
            team: Some(team.into()),
            actor: Some("Grace Hopper".into()),
            at: Some("2026-12-09T10:00:00Z".parse().unwrap()),
            ..NotificationData::default()
        },
        read_at: None,
        created_at: "2026-11-25T10:00:00Z".parse().unwrap(),
    }
}

fn mails_of_identities() -> [(&'static str, Mail); 2] {
    let first_name = || "Ada".to_owned();
    [
        (
            "identity-linked",
            Mail::IdentityLinked {
                first_name: first_name(),
                provider: "Google".into(),
            },
        ),
        (
            "identity-unlinked",
            Mail::IdentityUnlinked {
                first_name: first_name(),
                provider: "Google".into(),
            },
        ),
    ]
}

fn link(page: &str) -> String {
    format!("{PUBLIC_URL}/{page}?token=Zm9vYmFy-_0123456789Zm9vYmFyZm9vYmFyZm9vYmE")
}

fn verify_url() -> String {
    link("verify-email")
}

fn reset_url() -> String {
    link("reset-password")
}

fn verify_mail(first_name: &str) -> Mail {
    Mail::VerifyEmail {
        first_name: first_name.into(),
        url: verify_url(),
    }
}

#[db_test]
async fn every_mail_is_worded_in_every_language(db: TestDb) {
    let (ctx, room) = (testkit::ctx(&db), Mailroom::open().await);
    let worker = worker(&ctx, &room);
    for locale in Locale::ALL {
        for (name, mail) in every_mail() {
            queue(&ctx, ADA, locale, &mail).await;
            worker.run_until_idle().await.unwrap();
            let mail = room.mailbox.messages().swap_remove(0);
            let html = mail.html.unwrap();

            insta::assert_snapshot!(
                format!("{name}.{locale}"),
                format!("{}\n\n{}", mail.subject, mail.text)
            );
            if name == "verify" {
                insta::assert_snapshot!(format!("{name}.{locale}.html"), html);
            }
            for line in mail.text.lines().filter(|line| !line.is_empty()) {
                let shown = line.trim_end_matches(':');
                assert!(html.contains(shown), "only in the text of {name}: {shown}");
            }
            let opening = format!("<html lang=\"{locale}\" dir=\"{}\">", locale.dir());
            assert!(html.contains(&opening), "{name}");
            for ending in ["</title>", "</h1>"] {
                assert!(
                    html.contains(&format!(">{}{ending}", mail.subject)),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn every_kind_of_mail_is_called_as_it_is_written() {
    let kinds: BTreeSet<MailKind> = every_mail().map(|(_, mail)| mail.kind()).collect();
    assert_eq!(kinds, MailKind::ALL.into());
    for (name, mail) in every_mail() {
        let written = serde_json::to_value(&mail).unwrap();
        assert_eq!(written["mail"], mail.kind().as_str(), "{name}");
    }
}

#[db_test]
async fn headers_are_those_of_a_transactional_mail(db: TestDb) {
    let (ctx, room) = (testkit::ctx(&db), Mailroom::open().await);
    queue(&ctx, ADA, Locale::Ar, &verify_mail("Ada")).await;
    worker(&ctx, &room).run_until_idle().await.unwrap();
    let mail = room.mailbox.messages().swap_remove(0);

    assert_eq!(mail.to, [ADA]);
    let header = |name: &str| {
        let found = mail
            .headers
            .iter()
            .find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim().to_owned())
    };
    assert_eq!(
        header("From").unwrap(),
        "Pilaster <no-reply@localhost.localdomain>"
    );
    assert_eq!(header("Content-Language").unwrap(), "ar");
    assert_eq!(header("Auto-Submitted").unwrap(), "auto-generated");
    assert_eq!(header("Date").unwrap(), "Fri, 02 Jan 2026 03:04:05 +0000");
    assert!(
        header("Content-Type")
            .unwrap()
            .starts_with("multipart/alternative")
    );
    assert!(
        mail.message_id.ends_with("@localhost"),
        "{}",
        mail.message_id
    );
}

#[db_test]
async fn links_stand_alone_on_their_line(db: TestDb) {
    let (ctx, room) = (testkit::ctx(&db), Mailroom::open().await);
    let reset_mail = Mail::ResetPassword {
        first_name: "Ada".into(),
        url: reset_url(),
    };
    let mails = [
        (verify_mail("Ada"), verify_url()),
        (reset_mail, reset_url()),
    ];
    for locale in Locale::ALL {
        for (mail, url) in &mails {
            queue(&ctx, ADA, locale, mail).await;
            worker(&ctx, &room).run_until_idle().await.unwrap();
            let mail = room.mailbox.messages().swap_remove(0);

            let links: Vec<&str> = mail
                .text
                .lines()
                .filter(|line| line.contains("://"))
                .collect();
            assert_eq!(links, [url], "{locale}");
            let html = mail.html.unwrap();
            assert!(html.contains(&format!("href=\"{url}\"")), "{html}");
        }
    }
}

#[db_test]
async fn names_carry_nothing_into_a_strangers_mailbox(db: TestDb) {
    let (ctx, room) = (testkit::ctx(&db), Mailroom::open().await);
    for name in [
        "Ada\r\nBcc: all@example.com\r\n\r\nhttps://evil.example",
        "<img src=x onerror=alert(1)>",
        "Win now at evil.example",
        "Your account was hacked, visit evil.example",
        "Call the evil 0800 123 4567",
        "{{ action.url }} \u{1b}[2J",
    ] {
        queue(&ctx, ADA, Locale::En, &verify_mail(name)).await;
        worker(&ctx, &room).run_until_idle().await.unwrap();
        let mail = room.mailbox.messages().swap_remove(0);

        assert!(mail.text.starts_with("Hello,"), "{}", mail.text);
        let html = mail.html.unwrap();
        assert!(
            !html.contains("evil") && !html.contains("onerror"),
            "{html}"
        );
        assert!(
            mail.headers
                .iter()
                .all(|(header, _)| !header.eq_ignore_ascii_case("bcc"))
        );
        assert_eq!(mail.to, [ADA]);
    }
    queue(&ctx, ADA, Locale::En, &verify_mail("Ada & “Co”")).await;
    worker(&ctx, &room).run_until_idle().await.unwrap();
    let mail = room.mailbox.messages().swap_remove(0);
    assert!(mail.text.starts_with("Hello Ada & “Co”,"), "{}", mail.text);
    assert!(mail.html.unwrap().contains("Hello Ada &#38; “Co”,"));
}

#[db_test]
async fn the_longest_names_are_told_whole(db: TestDb) {
    let (ctx, room) = (testkit::ctx(&db), Mailroom::open().await);
    let name = format!("{}End", "Engine ".repeat(11));
    assert_eq!(name.chars().count(), NAME_MAX);
    let full = format!("{name} {name}");
    let invitation = Mail::Invitation {
        first_name: name.clone(),
        inviter: full.clone(),
        team: name.clone(),
        url: link("invitations"),
    };
    let mut told = news(&name);
    told.data.actor = Some(full.clone());
    let unread = Mail::UnreadNotifications {
        first_name: name.clone(),
        time_zone: "UTC".into(),
        count: 1,
        news: vec![told],
    };
    for (mail, words) in [
        (
            invitation,
            format!("{full} invites you to join the team “{name}”"),
        ),
        (unread, format!("{full} asked to delete {name}.")),
    ] {
        queue(&ctx, ADA, Locale::En, &mail).await;
        worker(&ctx, &room).run_until_idle().await.unwrap();
        let sent = room.mailbox.messages().swap_remove(0);
        assert!(
            sent.text.starts_with(&format!("Hello {name},")),
            "{}",
            sent.text
        );
        assert!(sent.text.contains(&words), "{}", sent.text);
        assert!(sent.html.unwrap().contains(&words));
        if matches!(mail, Mail::Invitation { .. }) {
            assert_eq!(sent.subject, format!("{full} invites you to {name}"));
        }
    }
}

#[db_test]
async fn a_lost_answer_repeats_nothing_visible(db: TestDb) {
    let (ctx, room) = (testkit::ctx(&db), Mailroom::open().await);
    room.mailbox.drop_next(1);
    queue(&ctx, ADA, Locale::En, &verify_mail("Ada")).await;
    let worker = worker(&ctx, &room);
    worker.run_until_idle().await.unwrap();
    ctx.clock.advance(TimeDelta::minutes(1));
    worker.run_until_idle().await.unwrap();

    let log = room.mailbox.delivery_log();
    assert_eq!(
        log.iter()
            .map(|delivery| delivery.duplicate)
            .collect::<Vec<_>>(),
        [false, true]
    );
    assert_eq!(log[0].message_id, log[1].message_id);
    assert_eq!(room.mailbox.messages().len(), 1);
    assert_eq!(jobs::stats(&ctx).await.unwrap().queued, 0);
}

#[db_test]
async fn refused_mails_are_dead_and_name_no_one(db: TestDb) {
    let (ctx, room) = (testkit::ctx(&db), Mailroom::open().await);
    queue(&ctx, "ada@bounce.test", Locale::En, &verify_mail("Ada")).await;
    queue(
        &ctx,
        "ada@example.com\r\nBcc: all@example.com",
        Locale::En,
        &verify_mail("Ada"),
    )
    .await;
    worker(&ctx, &room).run_until_idle().await.unwrap();

    let mut reasons: Vec<String> = jobs::list_dead(&ctx, 10)
        .await
        .unwrap()
        .into_iter()
        .map(|job| job.last_error)
        .collect();
    reasons.sort();
    assert_eq!(
        reasons,
        [
            "the mail server refused the mail: 550",
            "the reader's address is none"
        ]
    );
    assert_eq!(room.mailbox.messages(), []);
}

#[db_test]
async fn deferred_mails_are_sent_later(db: TestDb) {
    let (ctx, room) = (testkit::ctx(&db), Mailroom::open().await);
    // The second code is a refusal of us, not of the mail.
    for code in [451, 535] {
        room.mailbox.refuse_next(code, 1);
        queue(&ctx, ADA, Locale::En, &verify_mail("Ada")).await;
        let worker = worker(&ctx, &room);
        worker.run_until_idle().await.unwrap();
        assert_eq!(room.mailbox.messages(), []);
        assert_eq!(jobs::stats(&ctx).await.unwrap().queued, 1, "{code}");

        ctx.clock.advance(TimeDelta::minutes(1));
        worker.run_until_idle().await.unwrap();
        assert_eq!(room.mailbox.messages().len(), 1);
        room.mailbox.clear().await.unwrap();
    }
}

#[db_test]
async fn mails_outlast_a_mail_server_that_is_away(db: TestDb) {
    let (ctx, room) = (testkit::ctx(&db), Mailroom::open().await);
    queue(&ctx, ADA, Locale::En, &verify_mail("Ada")).await;
    // The port was free a moment ago, and nobody listens there.
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let away = SmtpTransport::from_url(&format!("smtp://{free}")).unwrap();
    let handlers = mails::handlers(Handlers::default(), Arc::new(away));
    let settings = WorkerSettings::default();
    Worker::new(ctx.clone(), handlers, settings)
        .run_until_idle()
        .await
        .unwrap();
    assert_eq!(jobs::stats(&ctx).await.unwrap().queued, 1);

    ctx.clock.advance(TimeDelta::minutes(1));
    worker(&ctx, &room).run_until_idle().await.unwrap();
    assert_eq!(room.mailbox.messages().len(), 1);
}

#[db_test]
async fn rolled_back_transactions_send_no_mail(db: TestDb) {
    let (ctx, room) = (&testkit::ctx(&db), Mailroom::open().await);
    let result: Result<()> = ctx
        .db
        .write(|tx| async move {
            mails::send(ctx, &tx, ADA, Locale::En, verify_mail("Ada")).await?;
            Err(Error::NotFound)
        })
        .await;
    assert!(result.is_err());
    assert_eq!(worker(ctx, &room).run_until_idle().await.unwrap(), 0);
    assert_eq!(room.mailbox.messages(), []);
}

#[tokio::test]
async fn addresses_of_mail_servers_are_checked_without_being_quoted() {
    for url in [
        "smtp://127.0.0.1:1025",
        "smtp://ada:s3cret@mail.example.com?tls=required",
        "smtps://ada:s3cret@mail.example.com",
    ] {
        assert!(SmtpTransport::from_url(url).is_ok(), "{url}");
    }
    for url in [
        "",
        "mail.example.com",
        "http://ada:s3cret@mail",
        "smtp://u:s3cret@h?tls=maybe",
    ] {
        let error = SmtpTransport::from_url(url).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{url}");
    }
}
