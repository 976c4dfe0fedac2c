//! Every page of staff, on a laptop and on a phone, light and dark, in both directions of writing. The
//! navigation tells which there are, so a new one is looked at as well.

use anyhow::{Result, ensure};
use e2e::Account;

use crate::{
    teams::team,
    tour::{Tour, name_of},
};

/// The links of the navigation to the sections of staff.
const SECTIONS: &str = ".app-sidebar .app-nav a[href^='/admin/']";

/// The sections whose lines lead to pages of their own.
const WITH_DETAILS: [&str; 2] = ["/admin/users", "/admin/teams"];

/// Lists in which nothing is found.
const EMPTY: [(&str, &str); 2] = [
    ("/admin/users?search=nobody", "admin-users-empty"),
    (
        "/admin/invitations?search=nobody&state=expired",
        "admin-invitations-empty",
    ),
];

#[tokio::test]
async fn pages_of_staff_are_fit_to_be_seen_light_in_english() -> Result<()> {
    tour("light", "en").await
}

#[tokio::test]
async fn pages_of_staff_are_fit_to_be_seen_dark_in_arabic() -> Result<()> {
    tour("dark", "ar").await
}

async fn tour(theme: &'static str, locale: &'static str) -> Result<()> {
    let tour = Tour::start(theme, locale).await?;
    Account::superuser(&tour.browser, "staff-tourist")?
        .sign_in(&tour.browser)
        .await?;
    team(&tour.browser, "Toured Engines").await?;
    tour.prefer().await?;
    tour.browser.open_alive("/dashboard").await?;
    let mut with_details = Vec::new();
    for section in tour.links(SECTIONS).await? {
        let name = name_of(&section);
        tour.look(&section, &name).await?;
        let details = format!("#main a[href^='{section}/']");
        if let Some(one) = tour.links(&details).await?.first() {
            tour.look(one, &format!("{name}-one")).await?;
            with_details.push(section);
        }
    }
    ensure!(with_details == WITH_DETAILS, "looked at {with_details:?}");
    for (path, name) in EMPTY {
        tour.look(path, name).await?;
    }
    tour.browser.finish().await
}
