//! Behind the links of mails about an account: its address, and whether it stays.
//!
//! To open a link changes nothing, as scanners of mail open links too; the button of its page does.

use axum::{http::StatusCode, response::Response};
use contract::{
    account::{CancelDeletion, ConfirmEmailChange, EmailChangeState, UndoEmailChange},
    problem::code,
};
use i18n::Texts;
use leptos::prelude::*;
use serde::Deserialize;
use ui::{Button, ButtonKind, ButtonLink, ButtonSize, icons};

use super::{
    form::{Refusal, summary},
    status_of,
};
use crate::{
    client::Result,
    contexts::use_texts,
    layout::site::AuthFrame,
    ssr::{Form, PageRequest, Query},
};

/// What a link is for.
#[derive(Clone, Copy)]
enum Link {
    ConfirmEmail,
    UndoEmail,
    KeepAccount,
}

/// How far what a link is for has come.
#[derive(Clone, Copy)]
enum Done {
    Waiting,
    Confirmed,
    Undone,
    Kept,
}

/// The words and the button of a page.
struct Words {
    title: &'static str,
    lead: &'static str,
    action: &'static str,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    token: String,
    done: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    token: String,
}

pub(super) async fn show_confirm(page: PageRequest, Query(asked): Query<Asked>) -> Response {
    let done = match asked.done.as_str() {
        "waiting" => Done::Waiting,
        _ => Done::Confirmed,
    };
    show(&page, Link::ConfirmEmail, asked, done)
}

pub(super) async fn show_undo(page: PageRequest, Query(asked): Query<Asked>) -> Response {
    show(&page, Link::UndoEmail, asked, Done::Undone)
}

pub(super) async fn show_keep(page: PageRequest, Query(asked): Query<Asked>) -> Response {
    show(&page, Link::KeepAccount, asked, Done::Kept)
}

pub(super) async fn submit_confirm(page: PageRequest, Form(posted): Form<Posted>) -> Response {
    let token = posted.token.clone();
    let confirmed = page
        .client
        .confirm_email_change(&ConfirmEmailChange { token })
        .await;
    let done = confirmed.map(|change| match change.state {
        EmailChangeState::Waiting => "waiting",
        EmailChangeState::Changed => "changed",
    });
    answer(&page, Link::ConfirmEmail, posted.token, done)
}

pub(super) async fn submit_undo(page: PageRequest, Form(posted): Form<Posted>) -> Response {
    let token = posted.token.clone();
    let undone = page
        .client
        .undo_email_change(&UndoEmailChange { token })
        .await;
    answer(&page, Link::UndoEmail, posted.token, undone.map(|()| "1"))
}

pub(super) async fn submit_keep(page: PageRequest, Form(posted): Form<Posted>) -> Response {
    let token = posted.token.clone();
    let kept = page.client.cancel_deletion(&CancelDeletion { token }).await;
    answer(&page, Link::KeepAccount, posted.token, kept.map(|()| "1"))
}

fn show(page: &PageRequest, link: Link, asked: Asked, done: Done) -> Response {
    let Asked { token, done: is } = asked;
    if !is.is_empty() {
        let title = done.words(page.texts).title;
        page.render(StatusCode::OK, title, || view! { <DonePage done /> })
    } else if token.is_empty() {
        page.redirect("/login")
    } else {
        ask(page, StatusCode::OK, link, token, Refusal::default())
    }
}

fn answer(page: &PageRequest, link: Link, token: String, done: Result<&'static str>) -> Response {
    match done {
        Ok(done) => page.redirect(&format!("{}?done={done}", link.path())),
        Err(error) => {
            let refusal = Refusal::of(&error);
            // A token of a wrong length is as useless as one that was used.
            if refusal.is(code::TOKEN_INVALID) || refusal.is(code::INVALID) {
                let title = page.texts.account_link_failed_title();
                page.render(status_of(&error), title, || view! { <FailedPage /> })
            } else {
                ask(page, status_of(&error), link, token, refusal)
            }
        }
    }
}

fn ask(
    page: &PageRequest,
    status: StatusCode,
    link: Link,
    token: String,
    refusal: Refusal,
) -> Response {
    let title = link.words(page.texts).title;
    page.render(status, title, || view! { <AskPage link token refusal /> })
}

impl Link {
    const fn path(self) -> &'static str {
        match self {
            Self::ConfirmEmail => "/confirm-email",
            Self::UndoEmail => "/undo-email",
            Self::KeepAccount => "/cancel-deletion",
        }
    }

    fn words(self, texts: &'static Texts) -> Words {
        match self {
            Self::ConfirmEmail => Words {
                title: texts.account_confirm_title(),
                lead: texts.account_confirm_lead(),
                action: texts.account_confirm_submit(),
            },
            Self::UndoEmail => Words {
                title: texts.account_undo_title(),
                lead: texts.account_undo_lead(),
                action: texts.account_undo_submit(),
            },
            Self::KeepAccount => Words {
                title: texts.account_keep_title(),
                lead: texts.account_keep_lead(),
                action: texts.account_keep_submit(),
            },
        }
    }
}

impl Done {
    fn words(self, texts: &'static Texts) -> Words {
        match self {
            Self::Waiting => Words {
                title: texts.account_confirm_waiting_title(),
                lead: texts.account_confirm_waiting_lead(),
                action: texts.nav_home(),
            },
            Self::Confirmed => Words {
                title: texts.account_confirm_changed_title(),
                lead: texts.account_confirm_changed_lead(),
                action: texts.nav_sign_in(),
            },
            Self::Undone => Words {
                title: texts.account_undo_done_title(),
                lead: texts.account_undo_done_lead(),
                action: texts.account_undo_reset(),
            },
            Self::Kept => Words {
                title: texts.account_keep_done_title(),
                lead: texts.account_keep_done_lead(),
                action: texts.nav_sign_in(),
            },
        }
    }

    /// Where one goes from here.
    const fn next(self) -> &'static str {
        match self {
            Self::Waiting => "/",
            Self::Confirmed | Self::Kept => "/login",
            Self::Undone => "/forgot-password",
        }
    }
}

#[component]
fn AskPage(link: Link, token: String, refusal: Refusal) -> impl IntoView {
    let Words {
        title,
        lead,
        action,
    } = link.words(use_texts());
    view! {
        <AuthFrame title lead icon=icons::MAIL_CHECK>
            {summary(&refusal, &[])}
            <form class="auth-form" method="post" action=link.path()>
                <input type="hidden" name="token" value=token />
                <Button kind=ButtonKind::Submit size=ButtonSize::Lg class="auth-submit">
                    {action}
                </Button>
            </form>
        </AuthFrame>
    }
}

#[component]
fn DonePage(done: Done) -> impl IntoView {
    let Words {
        title,
        lead,
        action,
    } = done.words(use_texts());
    view! {
        <AuthFrame title lead icon=icons::CIRCLE_CHECK>
            <ButtonLink href=done.next() size=ButtonSize::Lg external=true class="auth-submit">
                {action}
            </ButtonLink>
        </AuthFrame>
    }
}

#[component]
fn FailedPage() -> impl IntoView {
    let texts = use_texts();
    view! {
        <AuthFrame
            title=texts.account_link_failed_title()
            lead=texts.account_link_failed_lead()
            icon=icons::TRIANGLE_ALERT
        >
            <ButtonLink href="/login" size=ButtonSize::Lg external=true class="auth-submit">
                {texts.nav_sign_in()}
            </ButtonLink>
        </AuthFrame>
    }
}
