//! Every page of a team, and those behind an invitation into it, on a laptop and on a phone, light and
//! dark, in both directions of writing. The navigation tells which there are.

use std::slice;

use anyhow::{Context as _, Result, ensure};
use e2e::Account;

use crate::{
    projects::{Place, add, founder, invite},
    tour::{Tour, name_of},
};

/// The links of the navigation to the pages of the team, and about teams.
const PAGES: &str = ".app-sidebar .app-nav a:not([href^='/settings/'])";

#[tokio::test]
async fn pages_of_teams_are_fit_to_be_seen_light_in_english() -> Result<()> {
    tour("light", "en").await
}

#[tokio::test]
async fn pages_of_teams_are_fit_to_be_seen_dark_in_arabic() -> Result<()> {
    tour("dark", "ar").await
}

async fn tour(theme: &'static str, locale: &'static str) -> Result<()> {
    let tour = Tour::start(theme, locale).await?;
    let place = founder(&tour.browser, "team-tour").await?;
    add(&tour.browser, &place, "Difference Engine", "active").await?;
    let guest = Account::new(&tour.browser, "toured");
    invite(&tour.browser, &place, slice::from_ref(&guest), "viewer").await?;
    tour.prefer().await?;
    of_team(&tour, &place).await?;
    invited(&tour, &guest).await?;
    tour.browser.finish().await
}

async fn of_team(tour: &Tour, place: &Place) -> Result<()> {
    let home = place.page.trim_end_matches("/projects");
    tour.browser.open_alive(&place.page).await?;
    let project = tour.links("#main tbody th a").await?;
    let project = project.first().context("a project in the list")?;
    tour.look(project, "team-project").await?;
    let pages = tour.links(PAGES).await?;
    ensure!(pages.contains(&place.page), "projects in {pages:?}");
    for page in pages {
        let name = name_of(&page.replacen(home, "/team", 1));
        tour.look(&page, &name).await?;
    }
    let members = format!("{home}/members");
    tour.look(&format!("{members}?search=nobody"), "team-members-none")
        .await?;
    tour.look(&format!("{members}?invite=1"), "team-invite")
        .await
}

/// Looks at what is behind the link of an invitation: for somebody else, and for who has no account.
async fn invited(tour: &Tour, guest: &Account) -> Result<()> {
    let browser = &tour.browser;
    let mails = browser.mails(&guest.email, 1).await?;
    let link = mails.first().context("a mail")?.link()?;
    browser.open(link).await?;
    tour.see("invitation-of-another", &[]).await?;
    let answer = browser.call("POST", "/api/v1/auth/logout", None).await?;
    ensure!(answer.status == 204, "{answer:?}");
    browser.open(link).await?;
    tour.see("invitation", &[]).await
}
