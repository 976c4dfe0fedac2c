use std::fs;

use lettre::message::MultiPart;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use sandbox::mailbox::Mailbox;
use tokio::time::timeout;

use crate::support::{LIMIT, Server, files, folder, mail};

#[tokio::test]
async fn mail_is_on_disk_before_250_is_said() {
    let folder = folder("mail_is_on_disk_before_250_is_said");
    let server = Server::start(Mailbox::open(&folder).unwrap()).await;
    let mut client = server.client().await;
    for count in 1..=5 {
        let reply = client
            .deliver(
                "ada@example.test",
                &format!("Subject: Mail {count}\n\nHello {count}"),
            )
            .await;
        assert!(reply.starts_with("250 "), "{reply}");
        let files = files(&folder);
        assert_eq!(files.len(), count);
        assert!(
            files[count - 1].ends_with(&format!("Hello {count}\r\n")),
            "{files:?}"
        );
    }
    client.expect("QUIT", "221").await;
    client.expect_end().await;
    server.stop().await;
}

#[tokio::test]
async fn mail_that_cannot_be_stored_is_not_taken() {
    let folder = folder("mail_that_cannot_be_stored_is_not_taken");
    let server = Server::start(Mailbox::open(&folder).unwrap()).await;
    let mut client = server.client().await;
    fs::remove_dir_all(&folder).unwrap();
    let reply = client
        .deliver("ada@example.test", "Subject: Lost\n\n")
        .await;
    assert!(reply.starts_with("451 4.3.0"), "{reply}");
    assert_eq!(server.mailbox.messages(), []);

    fs::create_dir_all(&folder).unwrap();
    let reply = client
        .deliver("ada@example.test", "Subject: Kept\n\n")
        .await;
    assert!(reply.starts_with("250 "), "{reply}");
    assert_eq!(server.mailbox.messages()[0].subject, "Kept");
}

#[tokio::test]
async fn one_mail_is_shown_per_message_id_and_the_first_is_kept() {
    let folder = folder("one_mail_is_shown_per_message_id_and_the_first_is_kept");
    let server = Server::start(Mailbox::open(&folder).unwrap()).await;
    let transport = server.transport();
    for (id, subject) in [
        ("one@app", "First"),
        ("two@app", "Other"),
        ("one@app", "Again"),
    ] {
        transport
            .send(mail(id, "ada@example.test", subject))
            .await
            .unwrap();
    }
    let check = |mailbox: &Mailbox| {
        let subjects: Vec<_> = mailbox
            .messages()
            .into_iter()
            .map(|mail| mail.subject)
            .collect();
        assert_eq!(subjects, ["Other", "First"]);
        let log: Vec<_> = mailbox
            .delivery_log()
            .into_iter()
            .map(|delivery| (delivery.message_id, delivery.duplicate))
            .collect();
        assert_eq!(
            log,
            [
                ("one@app".to_owned(), false),
                ("two@app".to_owned(), false),
                ("one@app".to_owned(), true)
            ]
        );
    };
    check(&server.mailbox);
    server.stop().await;
    check(&Mailbox::open(&folder).unwrap());
}

#[tokio::test]
async fn many_senders_at_once_lose_nothing() {
    let folder = folder("many_senders_at_once_lose_nothing");
    let server = Server::start(Mailbox::open(&folder).unwrap()).await;
    let transport = server.transport();
    let mut sends = tokio::task::JoinSet::new();
    for index in 0..40 {
        let transport = transport.clone();
        // Each Message-ID is sent twice.
        let mail = mail(&format!("{}@app", index / 2), "ada@example.test", "Hello");
        sends.spawn(async move { transport.send(mail).await });
    }
    while let Some(sent) = sends.join_next().await {
        sent.unwrap().unwrap();
    }
    assert_eq!(server.mailbox.messages().len(), 20);
    assert_eq!(server.mailbox.delivery_log().len(), 40);
    assert_eq!(files(&folder).len(), 40);
    server.stop().await;
    assert_eq!(Mailbox::open(&folder).unwrap().messages().len(), 20);
}

#[tokio::test]
async fn reopened_mailbox_has_its_mails_and_drops_what_was_half_written() {
    let folder = folder("reopened_mailbox_has_its_mails_and_drops_what_was_half_written");
    let server = Server::start(Mailbox::open(&folder).unwrap()).await;
    let transport = server.transport();
    transport
        .send(mail("one@app", "ada@example.test", "One"))
        .await
        .unwrap();
    transport
        .send(mail("two@app", "bob@example.test", "Two"))
        .await
        .unwrap();
    let before = server.mailbox.messages();
    server.stop().await;
    fs::write(folder.join("00000000000000000009.tmp"), "X-Sandbox-Env").unwrap();

    let server = Server::start(Mailbox::open(&folder).unwrap()).await;
    assert_eq!(server.mailbox.messages(), before);
    assert_eq!(files(&folder).len(), 2);
    server
        .transport()
        .send(mail("three@app", "ada@example.test", "Three"))
        .await
        .unwrap();
    let subjects: Vec<_> = server
        .mailbox
        .messages()
        .into_iter()
        .map(|mail| mail.subject)
        .collect();
    assert_eq!(subjects, ["Three", "Two", "One"]);
}

#[tokio::test]
async fn dots_are_unstuffed_and_only_a_lone_dot_ends_a_mail() {
    let server = Server::in_memory().await;
    let mut client = server.client().await;
    client.begin("ada@example.test").await;
    client
        .send("Subject: Dots\r\n\r\n..\r\n...two\r\n.one\r\n. \r\nend\r\n.\r\n")
        .await;
    assert!(client.reply().await.starts_with("250 "));
    assert_eq!(server.mailbox.messages()[0].text, ".\n..two\none\n \nend\n");

    let body = ".\n..\n.leading dot\n";
    let mail = Message::builder()
        .from("app@pilaster.test".parse().unwrap())
        .to("ada@example.test".parse().unwrap())
        .subject("By lettre")
        .body(body.to_owned())
        .unwrap();
    server.transport().send(mail).await.unwrap();
    assert_eq!(
        server.mailbox.messages()[0].text.trim_end(),
        body.trim_end()
    );
}

#[tokio::test]
async fn recipients_are_those_of_the_envelope() {
    let server = Server::in_memory().await;
    let mail = Message::builder()
        .from("Pilaster <app@pilaster.test>".parse().unwrap())
        .to("Ada <ada@example.test>".parse().unwrap())
        .bcc("bob@example.test".parse().unwrap())
        .subject("Both")
        .body("Hello".to_owned())
        .unwrap();
    server.transport().send(mail).await.unwrap();
    let mail = &server.mailbox.messages()[0];
    assert_eq!(mail.to, ["ada@example.test", "bob@example.test"]);
    assert_eq!(mail.from, "Pilaster <app@pilaster.test>");
    assert!(
        mail.headers
            .contains(&("Subject".to_owned(), "Both".to_owned()))
    );
}

#[tokio::test]
async fn words_beyond_ascii_arrive_in_subject_text_html_and_address() {
    let server = Server::in_memory().await;
    let text = "Grüße, مرحبا, 你好\nzweite Zeile";
    let html = "<p>Grüße, <b>مرحبا</b>, 你好</p>";
    let mail = Message::builder()
        .from("Jürgen <app@pilaster.test>".parse().unwrap())
        .to("jörg@example.test".parse().unwrap())
        .subject("Willkommen, Jörg: مرحبا بك في بيلاستر، أكد عنوان بريدك الإلكتروني")
        .multipart(MultiPart::alternative_plain_html(
            text.to_owned(),
            html.to_owned(),
        ))
        .unwrap();
    server.transport().send(mail).await.unwrap();
    let mail = &server.mailbox.messages()[0];
    assert_eq!(
        mail.subject,
        "Willkommen, Jörg: مرحبا بك في بيلاستر، أكد عنوان بريدك الإلكتروني"
    );
    assert_eq!(mail.from, "Jürgen <app@pilaster.test>");
    assert_eq!(mail.to, ["jörg@example.test"]);
    assert_eq!(mail.text.trim_end(), text);
    assert_eq!(mail.html.as_deref().map(str::trim_end), Some(html));
}

#[tokio::test]
async fn mail_without_html_or_message_id_is_whole_all_the_same() {
    let server = Server::in_memory().await;
    let mut client = server.client().await;
    for subject in ["One", "Two"] {
        client
            .deliver("ada@example.test", &format!("Subject: {subject}\n\nText"))
            .await;
    }
    client
        .deliver(
            "ada@example.test",
            "Content-Type: text/html\n\n<p>Only <b>HTML</b></p>",
        )
        .await;
    client.deliver("ada@example.test", "").await;
    let mails = server.mailbox.messages();
    assert_eq!(mails.len(), 4);
    assert_eq!(
        (mails[2].html.as_deref(), mails[2].text.as_str()),
        (None, "Text\n")
    );
    assert_ne!(mails[2].message_id, mails[3].message_id);
    assert_eq!(mails[1].text.trim(), "Only HTML");
    assert_eq!(mails[0].from, "app@pilaster.test");
    assert_eq!(mails[0].subject, "");
}

#[tokio::test]
async fn mail_that_is_too_big_is_refused_by_word_and_by_weight() {
    let server = Server::in_memory().await;
    let mut client = server.client().await;
    client
        .expect("MAIL FROM:<app@pilaster.test> SIZE=10485761", "552 5.3.4")
        .await;
    client
        .expect(
            "MAIL FROM:<app@pilaster.test> SIZE=99999999999999999999",
            "501 5.5.4",
        )
        .await;

    client.begin("ada@example.test").await;
    let line = format!("{}\r\n", "x".repeat(998));
    client
        .send(line.repeat(10 * 1024 * 1024 / line.len() + 1))
        .await;
    client.send(".\r\n").await;
    assert!(client.reply().await.starts_with("552 5.3.4"));
    assert_eq!(server.mailbox.delivery_log(), []);

    client.begin("ada@example.test").await;
    client
        .send(line.repeat(10 * 1024 * 1024 / line.len()))
        .await;
    client.send(".\r\n").await;
    assert!(client.reply().await.starts_with("250 "));
}

#[tokio::test]
async fn lines_have_a_limit_and_end_in_crlf() {
    let server = Server::in_memory().await;
    let mut client = server.client().await;
    client
        .expect(&format!("NOOP {}", "x".repeat(3000)), "500 5.5.2")
        .await;

    let longest = "x".repeat(998);
    let reply = client
        .deliver("ada@example.test", &format!("\n{longest}\n.{longest}"))
        .await;
    assert!(reply.starts_with("250 "), "{reply}");
    let reply = client
        .deliver("ada@example.test", &format!("\n{longest}x"))
        .await;
    assert!(reply.starts_with("500 5.6.0"), "{reply}");

    // A server that ended a mail at a lone LF would take the rest for a second mail.
    for end in ["\n.\r\n", "\n.\n", "\r\n.\n"] {
        client.begin("ada@example.test").await;
        client
            .send(format!("Subject: A{end}MAIL FROM:<evil@b.test>\r\n.\r\n"))
            .await;
        let reply = client.reply().await;
        assert!(reply.starts_with("550 5.6.11"), "{reply}");
        client.expect("NOOP", "250").await;
    }
    assert_eq!(server.mailbox.delivery_log().len(), 1);
}

#[tokio::test]
async fn commands_may_come_in_one_piece() {
    let server = Server::in_memory().await;
    let mut client = server.client().await;
    let one = "MAIL FROM:<app@pilaster.test>\r\nRCPT TO:<ada@example.test>\r\n\
               RCPT TO:<no@bounce.test>\r\nDATA\r\n";
    client.send(one).await;
    for reply in ["250 2.1.0", "250 2.1.5", "550 5.1.1", "354"] {
        assert!(client.reply().await.starts_with(reply));
    }
    // The end of one mail, the whole of the next and the beginning of a word.
    client
        .send(format!(
            "Subject: 1\r\n\r\n.\r\nRSET\r\n{one}Subject: 2\r\n\r\n.\r\nNO"
        ))
        .await;
    for reply in ["250 ", "250 ", "250 ", "250 ", "550 ", "354 ", "250 "] {
        assert!(client.reply().await.starts_with(reply));
    }
    client.send("OP\r\nQUIT\r\n").await;
    assert!(client.reply().await.starts_with("250 "));
    assert!(client.reply().await.starts_with("221 "));
    client.expect_end().await;
    assert_eq!(server.mailbox.messages().len(), 2);
}

#[tokio::test]
async fn commands_out_of_order_or_malformed_are_told_so() {
    let server = Server::in_memory().await;
    let mut client = server.silent_client().await;
    client.expect("MAIL FROM:<a@b.test>", "503 5.5.1").await;
    client.expect("EHLO", "501 5.5.4").await;
    client.expect("HELO test", "250 mailbox.test").await;
    client.expect("RCPT TO:<a@b.test>", "503 5.5.1").await;
    client.expect("DATA", "503 5.5.1").await;
    client.expect("MAIL FROM:a@b.test", "501 5.5.4").await;
    client.expect("MAIL FROM:<nonsense>", "501 5.1.3").await;
    client.expect("MAIL FROM:<ä@b.test>", "553 5.6.7").await;
    client
        .expect("MAIL FROM:<a@b.test> COLOUR=RED", "555 5.5.4")
        .await;
    client.expect("noop", "250").await;
    client
        .expect("MAIL FROM:<a@b.test> BODY=8BITMIME SIZE=10", "250")
        .await;
    client.expect("MAIL FROM:<a@b.test>", "503 5.5.1").await;
    client.expect("DATA", "554 5.5.1").await;
    client.expect("RCPT TO:<>", "501 5.1.3").await;
    client
        .expect("RCPT TO:<a@b.test> NOTIFY=NEVER", "555 5.5.4")
        .await;
    client.expect("RCPT TO:<a@b.test>", "250").await;
    client.expect("RSET", "250").await;
    client.expect("RCPT TO:<a@b.test>", "503 5.5.1").await;
    client.expect("VRFY ada", "252").await;
    client.expect("STARTTLS", "502 5.5.1").await;
    client.expect("MAIL FROM:<>", "250").await;
    assert_eq!(server.mailbox.delivery_log(), []);
}

#[tokio::test]
async fn too_many_recipients_are_put_off() {
    let server = Server::in_memory().await;
    let mut client = server.client().await;
    client.expect("MAIL FROM:<app@pilaster.test>", "250").await;
    for index in 0..100 {
        client
            .expect(&format!("RCPT TO:<{index}@example.test>"), "250")
            .await;
    }
    client
        .expect("RCPT TO:<100@example.test>", "452 4.5.3")
        .await;
}

#[tokio::test]
async fn senseless_clients_and_browsers_are_sent_away() {
    let server = Server::in_memory().await;
    let mut client = server.silent_client().await;
    for _ in 0..20 {
        client.expect("blah", "500 5.5.2").await;
    }
    assert!(client.reply().await.starts_with("421 4.7.0"));
    client.expect_end().await;

    let mut browser = server.silent_client().await;
    browser.expect("POST / HTTP/1.1", "554 5.5.1").await;
    browser.expect_end().await;
}

#[tokio::test]
async fn any_password_will_do() {
    let server = Server::in_memory().await;
    let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1")
        .port(server.address.port())
        .credentials(Credentials::new("app".to_owned(), "secret".to_owned()))
        .authentication(vec![Mechanism::Plain])
        .build();
    transport
        .send(mail("one@app", "ada@example.test", "Signed in"))
        .await
        .unwrap();
    assert_eq!(server.mailbox.messages()[0].subject, "Signed in");

    let mut client = server.client().await;
    client.expect("AUTH LOGIN", "504 5.5.4").await;
    client.expect("AUTH PLAIN", "334").await;
    client.expect("*", "501 5.5.2").await;
    client.expect("AUTH PLAIN", "334").await;
    client.expect("AGFwcABzZWNyZXQ=", "235 2.7.0").await;
}

#[tokio::test]
async fn failures_come_on_demand() {
    let server = Server::in_memory().await;
    let transport = server.transport();
    let hello = || mail("one@app", "ada@example.test", "Hello");

    let error = transport
        .send(mail("a@app", "a@Defer.test", "No"))
        .await
        .unwrap_err();
    assert!(error.is_transient(), "{error}");
    let error = transport
        .send(mail("b@app", "b@bounce.test", "No"))
        .await
        .unwrap_err();
    assert!(error.is_permanent(), "{error}");

    server.mailbox.refuse_next(452, 2);
    for _ in 0..2 {
        let error = transport.send(hello()).await.unwrap_err();
        assert_eq!(error.status().map(u16::from), Some(452));
    }
    server.mailbox.refuse_next(200, 1);
    let error = transport.send(hello()).await.unwrap_err();
    assert_eq!(error.status().map(u16::from), Some(451));
    assert_eq!(server.mailbox.delivery_log(), []);

    server.mailbox.drop_next(1);
    transport.send(hello()).await.unwrap_err();
    assert_eq!(server.mailbox.delivery_log().len(), 1);
    transport.send(hello()).await.unwrap();
    assert_eq!(server.mailbox.messages().len(), 1);
    assert!(server.mailbox.delivery_log()[1].duplicate);
}

#[tokio::test]
async fn a_mail_can_be_waited_for() {
    let server = Server::in_memory().await;
    let transport = server.transport();
    let (found, sent) = tokio::join!(
        timeout(
            LIMIT,
            server.mailbox.wait_for(|mail| mail.subject == "Second")
        ),
        async {
            transport
                .send(mail("one@app", "ada@example.test", "First"))
                .await?;
            transport
                .send(mail("two@app", "bob@example.test", "Second"))
                .await
        }
    );
    sent.unwrap();
    assert_eq!(found.unwrap().to, ["bob@example.test"]);
}

#[tokio::test]
async fn shutdown_says_goodbye_and_takes_no_half_mail() {
    let server = Server::in_memory().await;
    let mailbox = server.mailbox.clone();
    let mut idle = server.client().await;
    let mut sending = server.client().await;
    sending.begin("ada@example.test").await;
    sending.send("Subject: Half\r\n").await;
    server.begin_stop();
    assert!(idle.reply().await.starts_with("421 4.3.2"));
    assert!(sending.reply().await.starts_with("421 4.3.2"));
    server.stop().await;
    assert_eq!(mailbox.delivery_log(), []);
}

#[tokio::test]
async fn clear_forgets_mails_files_and_message_ids() {
    let folder = folder("clear_forgets_mails_files_and_message_ids");
    let server = Server::start(Mailbox::open(&folder).unwrap()).await;
    let transport = server.transport();
    transport
        .send(mail("one@app", "ada@example.test", "Before"))
        .await
        .unwrap();
    let before = server.mailbox.messages();
    server.mailbox.clear().await.unwrap();
    assert_eq!(server.mailbox.messages(), []);
    assert_eq!(server.mailbox.delivery_log(), []);
    assert_eq!(files(&folder).len(), 0);
    transport
        .send(mail("one@app", "ada@example.test", "After"))
        .await
        .unwrap();
    let after = server.mailbox.messages();
    assert_eq!(after[0].subject, "After");
    assert_ne!(after[0].id, before[0].id);
}
