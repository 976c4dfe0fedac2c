//! The time that members have to set up a second factor.

use anyhow::{Result, ensure};
use e2e::{Account, Browser, Viewport, button, css, heading, text};

use crate::{
    mfa,
    teams::{confirm, invite, open_invitation, team},
};

const SAID: &str = "This team asks for two-step verification from";

#[tokio::test]
async fn who_needs_a_second_factor_is_told_so_and_sets_one_up() -> Result<()> {
    let here = Browser::start().await?;
    let there = Browser::start().await?;
    let owner = Account::confirmed(&here, "strict").await?;
    let member = Account::confirmed(&there, "unprotected").await?;
    owner.sign_in(&here).await?;
    member.sign_in(&there).await?;
    let name = "Strict Engines";
    let slug = team(&here, name).await?;
    let home = format!("/t/{slug}");
    here.open_alive(&format!("{home}/members?invite=1")).await?;
    invite(&here, &member.email, "Member").await?;
    open_invitation(&there, &member.email, name).await?;
    there.click(button("Accept and join")).await?;
    there.find(heading(name)).await?;
    there.alive().await?;
    ensure!(there.count(text(SAID)).await? == 0, "nothing is asked yet");

    here.open_alive(&format!("{home}/settings")).await?;
    here.click(button("Require it of all members")).await?;
    confirm(&here).await?;
    here.find(text(SAID)).await?;
    here.check().await?;
    // It is told on the page that is open.
    there.find(text(SAID)).await?;
    for viewport in [Viewport::PHONE, Viewport::DESKTOP] {
        there.resize(viewport).await?;
        there.check().await?;
    }
    there.open_alive("/notifications").await?;
    let told = format!("Two-step verification is required in {name}");
    there.find(text(&told)).await?;
    there.check().await?;

    there.open_alive(&home).await?;
    there
        .click(css("#main .alert a[href='/settings/security']"))
        .await?;
    there.at("/settings/security").await?;
    mfa::set_up(&there).await?;
    there.open_alive(&home).await?;
    there.find(heading(name)).await?;
    ensure!(there.count(text(SAID)).await? == 0, "all is done");
    there.check().await?;
    there.finish().await?;
    here.finish().await
}
