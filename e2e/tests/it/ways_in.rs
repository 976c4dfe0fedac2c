//! Ways into a team: its address before it is made, an invitation without its mail, an offer to who is
//! kept out.

use anyhow::{Context as _, Result, ensure};
use e2e::{Account, Browser, Key, button, css, field, heading, link, text};
use serde_json::json;

use crate::teams::{confirm, invite, open_invitation, team};

#[tokio::test]
async fn the_address_of_a_team_is_told_before_it_is_made() -> Result<()> {
    let browser = Browser::start().await?;
    Account::confirmed(&browser, "address")
        .await?
        .sign_in(&browser)
        .await?;
    browser.open_alive("/teams/new").await?;
    let told = css(".team-address");
    assert_eq!(browser.count(told.clone()).await?, 0, "there is none yet");
    browser.fill(field("Team name"), "Söhne & Łódź").await?;
    browser
        .find(text("Address: /t/sohne-lodz, with a few letters more"))
        .await?;
    browser.check().await?;
    // What is no word is told beside the field, and leads nowhere.
    browser.fill(field("Address"), "No word").await?;
    browser.gone(told.clone()).await?;
    browser.fill(field("Address"), "sohne").await?;
    let exact = browser.text_of(told).await?;
    ensure!(exact == "Address: /t/sohne", "{exact}");
    for _ in "sohne".chars() {
        browser.press(Key::Backspace).await?;
    }
    browser
        .find(text("Address: /t/sohne-lodz, with a few letters more"))
        .await?;
    browser.click(button("Create a team")).await?;
    browser.find(heading("Söhne & Łódź")).await?;
    browser.alive().await?;
    // Another run of the journeys may have had the word.
    let home = browser.path().await?;
    let is_told = home == "/t/sohne-lodz" || home.starts_with("/t/sohne-lodz-");
    ensure!(is_told, "{home}");
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn an_invitation_is_accepted_from_the_notifications() -> Result<()> {
    let here = Browser::start().await?;
    let there = Browser::start().await?;
    let owner = Account::confirmed(&here, "inviter").await?;
    let invited = Account::confirmed(&there, "invitee").await?;
    owner.sign_in(&here).await?;
    invited.sign_in(&there).await?;
    let name = "Told Engines";
    let slug = team(&here, name).await?;
    here.open_alive(&format!("/t/{slug}/members?invite=1"))
        .await?;
    invite(&here, &invited.email, "Member").await?;
    here.find(text(&invited.email)).await?;

    there.open_alive("/notifications").await?;
    there.check().await?;
    there.click(css("#main a[href^='/invitations/']")).await?;
    there.find(heading(&format!("Join {name}"))).await?;
    there.check().await?;
    there.click(button("Accept and join")).await?;
    there.find(heading(name)).await?;
    there.alive().await?;
    there.check().await?;

    // What is answered cannot be answered again.
    there.open_alive("/notifications").await?;
    there.click(css("#main a[href^='/invitations/']")).await?;
    there.find(heading("This invitation has ended")).await?;
    there.check_after(&[404]).await?;
    there.finish().await?;
    here.finish().await
}

#[tokio::test]
async fn who_is_kept_out_is_told_how_to_take_a_team_over() -> Result<()> {
    let here = Browser::start().await?;
    let there = Browser::start().await?;
    let owner = Account::confirmed(&here, "giver").await?;
    let heir = Account::confirmed(&there, "heir").await?;
    owner.sign_in(&here).await?;
    heir.sign_in(&there).await?;
    let name = "Guarded Engines";
    let slug = team(&here, name).await?;
    here.open_alive(&format!("/t/{slug}/members?invite=1"))
        .await?;
    invite(&here, &heir.email, "Member").await?;
    open_invitation(&there, &heir.email, name).await?;
    there.click(button("Accept and join")).await?;
    there.find(heading(name)).await?;
    there.alive().await?;

    here.open_alive(&format!("/t/{slug}/settings")).await?;
    here.pick(css("#transfer-member"), &heir.email, "Noor Haddad")
        .await?;
    here.click(button("Hand over the team")).await?;
    confirm(&here).await?;
    here.find(text("who hasn’t answered yet")).await?;
    here.check().await?;
    here.open_alive("/dashboard").await?;
    let path = format!("/api/v1/teams?slug={slug}");
    let found = here.call("GET", &path, None).await?.json()?;
    let id = found["items"][0]["id"].as_str().context("the team's id")?;
    let required = json!({ "mfa_required": true, "mfa_grace_days": 0 });
    let answer = here
        .call("PATCH", &format!("/api/v1/teams/{id}"), Some(&required))
        .await?;
    ensure!(answer.status == 200, "{answer:?}");

    there.open_alive(&format!("/t/{slug}")).await?;
    there.find(text("You’re offered this team")).await?;
    there
        .find(text("Set up two-step verification first."))
        .await?;
    assert_eq!(there.count(button("Take over")).await?, 0);
    there.check_after(&[403]).await?;
    there.click(link("Set up two-step verification")).await?;
    there.at("/settings/security").await?;
    there.check().await?;
    there.finish().await?;
    here.finish().await
}
