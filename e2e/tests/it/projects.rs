//! What a team works on: projects made, changed, put out of the way, shared and taken out.

use std::slice;

use anyhow::{Context as _, Result, ensure};
use e2e::{Account, Browser, Key, PASSWORD, button, css, heading, link, option, text};
use serde_json::{Value, json};

use crate::keyboard::{tab_to, wait_for_focus};

/// More people than the first page of members has.
const CROWD: usize = 25;

/// The address of a new team's projects, and of the same and of the team at the API.
pub(crate) struct Place {
    pub(crate) page: String,
    api: String,
    team: String,
}

/// Signs somebody up, in a new team of theirs.
pub(crate) async fn founder(browser: &Browser, name: &str) -> Result<Place> {
    Account::confirmed(browser, name)
        .await?
        .sign_in(browser)
        .await?;
    let input = json!({ "name": format!("Team of {name}") });
    let team = browser
        .call("POST", "/api/v1/teams", Some(&input))
        .await?
        .json()?;
    let word = |field: &str| team.get(field).and_then(Value::as_str).map(str::to_owned);
    let slug = word("slug").context("the team has a word")?;
    let id = word("id").context("the team has an id")?;
    Ok(Place {
        page: format!("/t/{slug}/projects"),
        api: format!("/api/v1/teams/{id}/projects"),
        team: format!("/api/v1/teams/{id}"),
    })
}

/// Makes a project by the API.
pub(crate) async fn add(browser: &Browser, place: &Place, name: &str, status: &str) -> Result<()> {
    let input = json!({ "name": name, "status": status });
    let made = browser.call("POST", &place.api, Some(&input)).await?;
    ensure!(made.status == 201, "{made:?}");
    Ok(())
}

/// Makes a team so big that who has joined last is not on the first page of its members.
async fn crowd(browser: &Browser, place: &Place) -> Result<()> {
    let people: Vec<_> = (0..CROWD)
        .map(|number| Account::new(browser, &format!("crowd{number}")))
        .chain([Account::new(browser, "zelda")])
        .collect();
    invite(browser, place, &people, "viewer").await?;
    for (number, person) in people.iter().enumerate() {
        let name = if number == CROWD { "Zelda" } else { "Hanne" };
        join(browser, person, name).await?;
    }
    Ok(())
}

/// Invites people by the API, with a role that every team has.
pub(crate) async fn invite(
    browser: &Browser,
    place: &Place,
    people: &[Account],
    role: &str,
) -> Result<()> {
    let path = format!("{}/roles", place.team);
    let roles = browser.call("GET", &path, None).await?.json()?;
    let mut roles = roles.as_array().context("roles")?.iter();
    let role = roles.find(|it| it.get("built_in") == Some(&json!(role)));
    let role = role.and_then(|role| role.get("id")).context("a role")?;
    let emails: Vec<_> = people.iter().map(|person| &person.email).collect();
    let input = json!({ "emails": emails, "role": role });
    let path = format!("{}/invitations", place.team);
    let invited = browser.call("POST", &path, Some(&input)).await?;
    ensure!(invited.status == 201, "{invited:?}");
    Ok(())
}

/// Has somebody sign up by the invitation that they have got, in a browser of their own.
async fn join(browser: &Browser, person: &Account, name: &str) -> Result<()> {
    const SCRIPT: &str = "
        const [body, done] = arguments;
        const headers = {'Content-Type': 'application/json'};
        fetch('/api/v1/invitations/register',
            {method: 'POST', headers, body, credentials: 'omit'})
            .then(answer => done(answer.status), error => done(String(error)));";
    let mails = browser.mails(&person.email, 1).await?;
    let link = mails.first().context("a mail")?.link()?;
    let (_, token) = link.split_once("token=").context("the link has a token")?;
    let input = json!({
        "token": token, "password": PASSWORD, "first_name": name, "last_name": "Zander",
    });
    let status = browser.run_async(SCRIPT, vec![json!(input.to_string())]);
    let status = status.await?;
    ensure!(status == 201, "{} joins with {status}", person.email);
    Ok(())
}

/// The names in the list, in its order.
async fn names(browser: &Browser) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('tbody th')]
        .map(cell => cell.textContent.trim());";
    let names = browser.run(script, Vec::new()).await?;
    let names = names.as_array().context("names")?;
    Ok(names
        .iter()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect())
}

async fn names_are(browser: &Browser, expected: &[&str]) -> Result<()> {
    browser
        .until("the projects of the list", async || {
            Ok((names(browser).await? == expected).then_some(()))
        })
        .await
}

#[tokio::test]
async fn project_is_made_changed_put_away_and_brought_back() -> Result<()> {
    let browser = Browser::start().await?;
    let place = founder(&browser, "projects").await?;
    browser.open_alive(&place.page).await?;
    browser.find(heading("Projects")).await?;
    browser.find(text("No projects yet")).await?;
    browser.check().await?;
    browser.picture("projects-empty").await?;

    browser.click(button("New project")).await?;
    browser.find(css("#create-project[open]")).await?;
    browser.click(button("Create project")).await?;
    browser
        .find(css("#new-project-name[aria-invalid=true]"))
        .await?;
    browser.check().await?;
    // What is too long is said, and nothing of it lost.
    let long = "Engine ".repeat(12);
    browser.fill(css("#new-project-name"), &long).await?;
    browser.click(button("Create project")).await?;
    browser.find(text("Use at most 80 characters.")).await?;
    assert_eq!(browser.value(css("#new-project-name")).await?, long);
    browser.check().await?;
    browser
        .fill(css("#new-project-name"), "Difference Engine")
        .await?;
    browser
        .fill(css("#new-project-description"), "By gears.")
        .await?;
    browser.choose(css("#new-project-status"), "active").await?;
    browser.click(button("Create project")).await?;
    browser.find(heading("Difference Engine")).await?;
    browser.find(text("By gears.")).await?;
    browser.check().await?;
    browser.picture("project").await?;
    let acts = browser.text_of(css("#main .page-actions")).await?;
    let acts: Vec<_> = acts.split_whitespace().collect();
    assert_eq!(acts, ["Edit", "Share", "Archive", "Delete"]);

    browser.click(button("Edit")).await?;
    browser.find(css("#edit-project[open]")).await?;
    browser.fill(css("#project-name"), "Mill").await?;
    browser.choose(css("#project-status"), "done").await?;
    assert_eq!(browser.value(css("#project-owner")).await?, "Noor Haddad");
    browser
        .click(css("#edit-project [aria-label='Clear the choice']"))
        .await?;
    browser.click(button("Save")).await?;
    browser.find(heading("Mill")).await?;
    browser.find(text("Nobody")).await?;

    browser.click(button("Archive")).await?;
    browser.find(text("Archive “Mill”?")).await?;
    browser.check().await?;
    browser
        .click(css("#team-question .button-primary:not([hidden])"))
        .await?;
    browser.find(text("Archived on")).await?;
    browser.gone(button("Edit")).await?;
    browser.check().await?;
    browser.click(link("All projects")).await?;
    browser.find(text("No projects yet")).await?;
    browser.click(link("Archived")).await?;
    names_are(&browser, &["Mill"]).await?;
    let lines = "return document.querySelector('.projects-nobody').getClientRects().length;";
    assert_eq!(browser.run(lines, Vec::new()).await?, 1, "in one piece");

    browser.click(link("Mill")).await?;
    browser.click(button("Restore")).await?;
    browser
        .click(css("#team-question .button-primary:not([hidden])"))
        .await?;
    browser.find(button("Edit")).await?;
    browser.click(button("Delete")).await?;
    browser.click(css("#team-question .button-danger")).await?;
    browser.at(&place.page).await?;
    browser.find(text("No projects yet")).await?;
    browser.finish().await
}

#[tokio::test]
async fn name_that_is_taken_is_told_beside_it() -> Result<()> {
    let browser = Browser::start().await?;
    let place = founder(&browser, "taken").await?;
    add(&browser, &place, "Analytical Engine", "active").await?;
    browser.open_alive(&place.page).await?;
    browser.click(button("New project")).await?;
    let name = "#new-project-name";
    browser.fill(css(name), "analytical engine").await?;
    browser.click(button("Create project")).await?;
    browser
        .find(css("#new-project-name[aria-invalid=true]"))
        .await?;
    browser
        .find(text("Another project of the team has this name"))
        .await?;
    wait_for_focus(&browser, name).await?;
    assert_eq!(browser.value(css(name)).await?, "analytical engine");
    browser.check_after(&[409]).await?;
    browser.finish().await
}

#[tokio::test]
async fn list_is_searched_filtered_sorted_and_taken_out() -> Result<()> {
    let browser = Browser::start().await?;
    let place = founder(&browser, "project-list").await?;
    for (name, status) in [
        ("Bernoulli numbers", "active"),
        ("Anticipating carriage", "paused"),
        ("Black box", "active"),
    ] {
        add(&browser, &place, name, status).await?;
    }
    browser.open_alive(&place.page).await?;
    browser.traffic().await?;
    browser.click(link("Name")).await?;
    names_are(
        &browser,
        &["Anticipating carriage", "Bernoulli numbers", "Black box"],
    )
    .await?;
    browser.check().await?;
    browser.picture("projects").await?;
    browser.click(link("Active")).await?;
    names_are(&browser, &["Bernoulli numbers", "Black box"]).await?;
    browser.fill(css("input[name=search]"), "bl").await?;
    names_are(&browser, &["Black box"]).await?;
    let address = format!("{}?search=bl&status=active&sort=name", place.page);
    assert_eq!(browser.path().await?, address);
    let documents = browser.traffic().await?.documents().len();
    assert_eq!(documents, 0, "all of it without loading a document");
    browser.check().await?;

    let file = browser.attribute(link("Export CSV"), "href").await?;
    assert!(
        file.ends_with("/projects/export?search=bl&status=active"),
        "{file}"
    );
    let path = file
        .split_once("/api/")
        .map(|(_, rest)| format!("/api/{rest}"))
        .context("the link leads to the API")?;
    let file = browser.call("GET", &path, None).await?;
    assert_eq!(file.status, 200);
    assert_eq!(file.body.matches("Black box").count(), 1, "{}", file.body);
    assert!(!file.body.contains("Bernoulli"), "{}", file.body);

    browser.fill(css("input[name=search]"), "nothing").await?;
    browser.find(text("No projects found")).await?;
    browser.click(link("Show all projects")).await?;
    browser.find(text("3 projects on this page")).await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn change_upon_an_old_version_is_told_and_mended() -> Result<()> {
    let browser = Browser::start().await?;
    let place = founder(&browser, "project-conflict").await?;
    add(&browser, &place, "Engine", "active").await?;
    browser.open_alive(&place.page).await?;
    browser.click(link("Engine")).await?;
    browser.click(button("Edit")).await?;
    browser.find(css("#edit-project[open]")).await?;

    let page = browser.path().await?;
    let id = page.rsplit('/').next().context("an id")?;
    let input = json!({ "name": "Faster" });
    let path = format!("{}/{id}", place.api);
    let changed = browser.call("PATCH", &path, Some(&input)).await?;
    assert_eq!(changed.status, 200, "{changed:?}");

    browser.fill(css("#project-name"), "Slower").await?;
    browser.click(button("Save")).await?;
    browser
        .find(text("Somebody else has changed this project"))
        .await?;
    browser.check_after(&[412]).await?;
    browser.click(button("Load the current version")).await?;
    browser
        .until("the present name", async || {
            let name = browser.value(css("#project-name")).await?;
            Ok((name == "Faster").then_some(()))
        })
        .await?;
    browser.fill(css("#project-name"), "Slower").await?;
    browser.click(button("Save")).await?;
    browser.find(heading("Slower")).await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn project_is_shared_with_a_role_and_no_more() -> Result<()> {
    let browser = Browser::start().await?;
    let place = founder(&browser, "project-share").await?;
    add(&browser, &place, "Engine", "active").await?;
    let roles = format!("{}/roles", place.team);
    let input = json!({ "name": "Guest", "permissions": ["team:read"] });
    let guest = browser.call("POST", &roles, Some(&input)).await?;
    ensure!(guest.status == 201, "{guest:?}");
    let guest = guest.json()?;
    let guest = guest.get("id").and_then(Value::as_str).context("an id")?;
    browser.open_alive(&place.page).await?;
    browser.click(link("Engine")).await?;
    browser.click(button("Share")).await?;
    browser.find(css("#share-project[open]")).await?;
    browser
        .find(text(
            "It is shared with nobody beyond those whose role shows it.",
        ))
        .await?;
    browser.check().await?;
    browser
        .click(css(".grant-form button[type=submit]"))
        .await?;
    browser.find(css("#grantee[aria-invalid=true]")).await?;
    browser.check().await?;
    // What is refused is said beside the field that it is about.
    browser
        .pick(css("#grantee"), "gue", "Everyone with the role Guest")
        .await?;
    let path = format!("{roles}/{guest}");
    let gone = browser.call("DELETE", &path, None).await?;
    assert_eq!(gone.status, 204);
    browser
        .click(css(".grant-form button[type=submit]"))
        .await?;
    browser.find(css("#grantee[aria-invalid=true]")).await?;
    browser.find(css("#grantee-errors .field-error")).await?;
    assert_eq!(browser.count(css("#share-project .alert")).await?, 0);
    browser.check_after(&[422]).await?;
    let billing = "Everyone with the role Billing";
    browser.click(css("#grantee")).await?;
    browser.find(option(billing)).await?;
    browser.find(option("Noor Haddad")).await?;
    browser.check().await?;
    browser.picture("project-share-list").await?;
    browser.press("bill").await?;
    browser.click(option(billing)).await?;
    browser.gone(css("#grantee-errors .field-error")).await?;
    browser.choose(css("#grant-level"), "editor").await?;
    browser
        .click(css(".grant-form button[type=submit]"))
        .await?;
    browser.find(css(".grant .grant-name")).await?;
    assert_eq!(browser.value(css("#grantee")).await?, "");
    let level = browser.value(css(".grant select")).await?;
    assert_eq!(level, "editor");
    browser.check().await?;
    browser.picture("project-share").await?;
    browser.click(css(".grant .button-icon")).await?;
    browser.gone(css(".grant")).await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn whom_a_project_is_shared_with_hears_of_it_at_once() -> Result<()> {
    let here = Browser::start().await?;
    let there = Browser::start().await?;
    let place = founder(&here, "project-host").await?;
    add(&here, &place, "Engine", "active").await?;
    let guest = Account::new(&here, "project-guest");
    invite(&here, &place, slice::from_ref(&guest), "billing").await?;
    join(&here, &guest, "Grace").await?;
    guest.sign_in(&there).await?;
    there.open_alive("/dashboard").await?;

    here.open_alive(&place.page).await?;
    here.click(link("Engine")).await?;
    here.click(button("Share")).await?;
    here.pick(css("#grantee"), "grace", "Grace Zander").await?;
    here.choose(css("#grant-level"), "editor").await?;
    here.click(css(".grant-form button[type=submit]")).await?;
    here.find(css(".grant .grant-name")).await?;
    here.check().await?;

    there.find(css(".app-bell-count:not([hidden])")).await?;
    there.check().await?;
    there.open_alive("/notifications").await?;
    let team = "Team of project-host";
    let words = format!("Noor Haddad shared Engine in {team} with you. You can edit it");
    there.click(link(&words)).await?;
    there.find(heading("Engine")).await?;
    there.check().await?;
    there.finish().await?;
    here.finish().await
}

#[tokio::test]
async fn anybody_in_a_big_team_is_chosen_by_keys_alone() -> Result<()> {
    let browser = Browser::start().await?;
    let place = founder(&browser, "project-crowd").await?;
    crowd(&browser, &place).await?;
    browser.open_alive(&place.page).await?;
    tab_to(&browser, "#main .page-actions button").await?;
    browser.press(Key::Enter).await?;
    wait_for_focus(&browser, "#new-project-name").await?;
    browser.press("Difference Engine").await?;
    let owner = "#new-project-owner";
    tab_to(&browser, owner).await?;

    // The list closes before the dialog does.
    browser.press(Key::Down).await?;
    browser.find(option("Hanne Zander")).await?;
    browser.find(text("Type to find others")).await?;
    assert_eq!(browser.count(option("Zelda Zander")).await?, 0);
    browser.check().await?;
    browser.picture("project-owner-list").await?;
    browser.press(Key::Escape).await?;
    browser.gone(option("Hanne Zander")).await?;
    assert_eq!(browser.value(css(owner)).await?, "Noor Haddad");

    browser.press(Key::Down).await?;
    browser.press("zel").await?;
    let found = "[role=option][aria-selected=true]";
    browser
        .holds("who was not on the first page", async || {
            Ok(browser.text_of(css(found)).await?.contains("Zelda Zander"))
        })
        .await?;
    browser.check().await?;
    browser.press("da of all people").await?;
    browser.find(text("Nobody found")).await?;
    browser.check().await?;
    for _ in 0.." of all people".len() {
        browser.press(Key::Backspace).await?;
    }
    browser.find(css(found)).await?;
    browser.press(Key::Enter).await?;
    assert_eq!(browser.value(css(owner)).await?, "Zelda Zander");
    browser.press(Key::Enter).await?;
    browser.find(heading("Difference Engine")).await?;
    browser.find(text("Zelda Zander")).await?;
    browser.check().await?;

    // Whom the list is narrowed to still has a name when it is loaded again.
    add(&browser, &place, "Mill", "active").await?;
    browser.open_alive(&place.page).await?;
    let filter = css("input[aria-label=Owner]");
    browser.pick(filter.clone(), "zel", "Zelda Zander").await?;
    names_are(&browser, &["Difference Engine"]).await?;
    assert!(browser.path().await?.contains("?owner_id="));
    browser.reload().await?;
    browser.alive().await?;
    assert_eq!(browser.value(filter.clone()).await?, "Zelda Zander");
    names_are(&browser, &["Difference Engine"]).await?;
    browser.check().await?;
    browser.back().await?;
    names_are(&browser, &["Mill", "Difference Engine"]).await?;
    assert_eq!(browser.value(filter).await?, "");
    browser.check().await?;
    browser.finish().await
}
