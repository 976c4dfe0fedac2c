//! An invitation for the address of who is signed in, to which its notification leads: they have
//! confirmed the address, so they need no link to answer.

use axum::{Router, http::StatusCode, response::Response, routing::get};
use contract::InvitationId;
use leptos::prelude::*;

use super::{
    DECLINED, HOME, PAGE, home_of, over,
    parts::{AcceptForm, DeclineForm, InvitationFrame},
    until,
};
use crate::{
    client::ClientError,
    pages::auth::status_of,
    ssr::{PageRequest, WebState, paths},
};

/// The routes of this page.
pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route("/invitations/{id}", get(show))
        .route("/invitations/{id}/accept", get(back).post(accept))
        .route("/invitations/{id}/decline", get(back).post(decline))
}

async fn show(page: PageRequest) -> Response {
    let Some(id) = id_of(&page) else {
        return page.redirect(HOME);
    };
    let preview = match page.client.own_invitation(id).await {
        Ok(preview) => preview,
        Err(error) => return failed(&page, id, &error),
    };
    let until = until(&page, &preview);
    let title = page.texts.invited_title(&preview.team);
    page.render(StatusCode::OK, title, || {
        view! {
            <InvitationFrame preview until>
                <AcceptForm action=format!("{}/accept", address(id)) />
                <DeclineForm action=format!("{}/decline", address(id)) />
            </InvitationFrame>
        }
    })
}

/// Who asks for the address of a form means the page.
async fn back(page: PageRequest) -> Response {
    let page_of_it = id_of(&page).map(address);
    page.redirect(page_of_it.as_deref().unwrap_or(HOME))
}

async fn accept(page: PageRequest) -> Response {
    let Some(id) = id_of(&page) else {
        return page.redirect(HOME);
    };
    match page.client.accept_own_invitation(id).await {
        Ok(accepted) => page.redirect(&home_of(&accepted.slug)),
        Err(error) => failed(&page, id, &error),
    }
}

async fn decline(page: PageRequest) -> Response {
    let Some(id) = id_of(&page) else {
        return page.redirect(HOME);
    };
    match page.client.decline_own_invitation(id).await {
        Ok(()) => page.redirect(DECLINED),
        Err(error) => failed(&page, id, &error),
    }
}

/// The invitation of the address, if it names one.
fn id_of(page: &PageRequest) -> Option<InvitationId> {
    let rest = page.path.strip_prefix(PAGE)?.strip_prefix('/')?;
    rest.split(['/', '?']).next()?.parse().ok()
}

fn address(id: InvitationId) -> String {
    format!("{PAGE}/{id}")
}

/// Has somebody sign in and come back, or says why there is nothing to answer: of one that is for
/// another address nobody learns more than that.
fn failed(page: &PageRequest, id: InvitationId, error: &ClientError) -> Response {
    match status_of(error) {
        StatusCode::UNAUTHORIZED => page.redirect(&paths::login(&address(id))),
        StatusCode::NOT_FOUND => over(page, error),
        _ => super::failed(page, error),
    }
}
