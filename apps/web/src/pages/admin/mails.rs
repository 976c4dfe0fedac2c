//! Which mails were sent.

use contract::admin::{MailKind, MailLogEntry, MailLogQuery, MailStatus};
use i18n::Texts;
use leptos::prelude::*;
use ui::{
    Badge, BadgeVariant, SelectOption, Table, TableBody, TableCell, TableHead, TableHeader,
    TableRow, icons,
};

use super::{
    Frame, Section,
    address::{address, use_address},
    list::{Filter, Filters, Named, Nothing, Time, listed},
};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{client::admin, contexts::use_texts, queries::use_query};

const PATH: &str = Section::Mails.path();

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(page: &PageRequest) -> Answers {
    let ask = admin::mails(&super::address::read(page.query()));
    Answers::default().ask(&page.client, ask).await
}

/// The page.
#[component]
pub(super) fn Mails() -> impl IntoView {
    let texts = use_texts();
    let query = use_address::<MailLogQuery>();
    let mails = use_query(move || query.with(admin::mails));
    let other_page = move |cursor| {
        let query = MailLogQuery {
            cursor: Some(cursor),
            ..query.get_untracked()
        };
        address(PATH, &query)
    };
    let nothing = Nothing {
        icon: icons::MAIL,
        title: texts.admin_mails_empty(),
        text: texts.admin_narrowed_text(),
    };
    let table = move |items| view! { <MailTable items /> }.into_any();
    let filters = move || {
        let MailLogQuery { kind, status, .. } = query.get();
        let fields = vec![
            Filter::Choice {
                name: "kind",
                label: texts.admin_kind(),
                value: kind.unwrap_or_default(),
                options: kinds(texts),
            },
            Filter::Choice {
                name: "status",
                label: texts.users_status(),
                value: status.map_or("", MailStatus::as_str).to_owned(),
                options: vec![
                    SelectOption::new("", texts.admin_mails_all()),
                    SelectOption::new("sent", texts.admin_mails_sent()),
                    SelectOption::new("failed", texts.admin_mails_failed()),
                ],
            },
        ];
        view! { <Filters path=PATH fields /> }
    };
    view! {
        <Frame section=Section::Mails>
            {filters}
            {listed(mails, other_page, nothing, table)}
        </Frame>
    }
}

/// The kinds that the filter offers.
fn kinds(texts: &Texts) -> Vec<SelectOption> {
    let all = SelectOption::new("", texts.admin_all_kinds());
    let kinds = MailKind::ALL.map(MailKind::as_str);
    let kinds = kinds.map(|kind| SelectOption::new(kind, texts.mail_kind(kind).unwrap_or(kind)));
    [all].into_iter().chain(kinds).collect()
}

#[component]
fn MailTable(items: Vec<MailLogEntry>) -> impl IntoView {
    let texts = use_texts();
    let rows = items
        .into_iter()
        .map(|mail| view! { <Row mail /> })
        .collect_view();
    view! {
        <Table label=texts.admin_mails()>
            <TableHeader>
                <TableHead>{texts.admin_kind()}</TableHead>
                <TableHead>{texts.admin_recipient()}</TableHead>
                <TableHead>{texts.users_status()}</TableHead>
                <TableHead numeric=true class="admin-lesser">
                    {texts.admin_attempts()}
                </TableHead>
                <TableHead>{texts.admin_when()}</TableHead>
            </TableHeader>
            <TableBody>{rows}</TableBody>
        </Table>
    }
}

#[component]
fn Row(mail: MailLogEntry) -> impl IntoView {
    let texts = use_texts();
    let (variant, status) = match mail.status {
        MailStatus::Sent => (BadgeVariant::Success, texts.admin_mails_sent()),
        MailStatus::Failed => (BadgeVariant::Danger, texts.admin_mails_failed()),
    };
    let cause = mail.cause.map(|cause| {
        view! {
            <span class="admin-note" dir="auto">
                {cause}
            </span>
        }
    });
    view! {
        <TableRow>
            <TableCell header=true>
                <Named words=texts.mail_kind(&mail.kind) key=mail.kind />
            </TableCell>
            <TableCell label=texts.admin_recipient()>
                <span dir="ltr">{mail.recipient}</span>
            </TableCell>
            <TableCell label=texts.users_status()>
                <span class="listing-who">
                    <span>
                        <Badge variant dot=true>
                            {status}
                        </Badge>
                    </span>
                    {cause}
                </span>
            </TableCell>
            <TableCell numeric=true label=texts.admin_attempts() class="admin-lesser">
                {texts.number(mail.attempts.into())}
            </TableCell>
            <TableCell label=texts.admin_when()>
                <Time at=mail.ended_at />
            </TableCell>
        </TableRow>
    }
}
