//! The landing page: what Pilaster is, shown by itself.
//!
//! Every claim is one that a test of the product makes true. The page carries no script.

mod architecture;
mod code;
mod facts;
mod features;
mod hero;
mod highlight;
mod robots;
mod start;

use axum::{Router, http::StatusCode, response::Response, routing::get};
use leptos::prelude::*;

use crate::{
    layout::site::Site,
    ssr::{Head, PageRequest, WebState},
};

/// The routes of this page, and of what search engines ask for beside it.
pub fn routes() -> Router<WebState> {
    Router::new().route("/", get(show)).merge(robots::routes())
}

async fn show(page: PageRequest) -> Response {
    let head = Head::new(page.texts.landing_title())
        .description(page.texts.landing_description())
        .image("og.png")
        .exact_title()
        .indexed();
    page.render(StatusCode::OK, head, || view! { <Landing /> })
}

#[component]
fn Landing() -> impl IntoView {
    view! {
        <Site>
            {hero::hero()}
            {facts::facts()}
            {features::features()}
            {architecture::architecture()}
            {code::code()}
            {start::start()}
            {start::call_to_action()}
        </Site>
    }
}

/// The heading of a part of the page.
#[component]
fn SectionHead(
    id: &'static str,
    eyebrow: &'static str,
    title: &'static str,
    lead: &'static str,
) -> impl IntoView {
    view! {
        <div class="section-head">
            <p class="section-eyebrow">{eyebrow}</p>
            <h2 class="section-title" id=id>
                {title}
            </h2>
            <p class="section-lead">{lead}</p>
        </div>
    }
}
