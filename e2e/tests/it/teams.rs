//! Teams: made, filled, changed, handed over and left, each by people in browsers of their own.

use anyhow::{Context as _, Result, ensure};
use e2e::{Account, Browser, By, Key, Viewport, button, css, field, heading, link, text};
use serde_json::{Value, json};

use crate::{
    keyboard::{tab_to, wait_for_focus},
    proof,
    tour::check_lines,
};

/// Makes a team by the API, and returns its word in addresses.
pub(crate) async fn team(browser: &Browser, name: &str) -> Result<String> {
    let answer = browser
        .call("POST", "/api/v1/teams", Some(&json!({ "name": name })))
        .await?;
    ensure!(answer.status == 201, "{answer:?}");
    let team = answer.json()?;
    let slug = team.get("slug").and_then(Value::as_str);
    slug.map(str::to_owned).context("the team has a slug")
}

/// Makes a team as a person does, and returns the address of its first page.
async fn create(browser: &Browser, name: &str) -> Result<String> {
    browser.open_alive("/dashboard").await?;
    browser.find(text("Create your first team")).await?;
    browser.check().await?;
    browser.click(css("#main a[href='/teams/new']")).await?;
    browser.find(heading("Create a team")).await?;
    browser.click(button("Create a team")).await?;
    browser.find(text("Fill in this field.")).await?;
    browser.check().await?;
    browser.fill(field("Team name"), name).await?;
    browser.click(button("Create a team")).await?;
    browser.find(heading(name)).await?;
    browser.alive().await?;
    browser.check().await?;
    browser.path().await
}

/// Invites addresses in the dialog that is open.
pub(crate) async fn invite(browser: &Browser, addresses: &str, role: &str) -> Result<()> {
    browser.fill(field("Email addresses"), addresses).await?;
    choose(browser, "#invite-role", role).await?;
    browser.click(button("Send invitations")).await
}

/// Chooses an option of a list by its text.
pub(crate) async fn choose(browser: &Browser, list: &str, option: &str) -> Result<()> {
    let script = "const options = [...document.querySelectorAll(arguments[0] + ' option')];
        const found = options.find(o => o.textContent.trim() === arguments[1]);
        return found ? found.value : null;";
    let value = browser
        .until(&format!("{option} in {list}"), async || {
            let arguments = vec![list.into(), option.into()];
            let value = browser.run(script, arguments).await?;
            Ok(value.as_str().map(str::to_owned))
        })
        .await?;
    browser.choose(css(list), &value).await
}

/// Asks for another role of a member, who is not oneself.
async fn ask_for_role(browser: &Browser, member: &str, role: &str) -> Result<()> {
    let label = format!("[aria-label='Change role of {member}']");
    browser.click(css(&label)).await?;
    choose(browser, "#member-role", role).await?;
    browser.click(css("#change-role [type=submit]")).await
}

/// Gives a member, who is not oneself, another role.
async fn change_role(browser: &Browser, member: &str, role: &str) -> Result<()> {
    ask_for_role(browser, member, role).await?;
    browser.find(text("Changes saved")).await?;
    browser.check().await
}

/// Answers the question of the dialog that is open.
pub(crate) async fn confirm(browser: &Browser) -> Result<()> {
    browser.find(css("#team-question")).await?;
    browser.check().await?;
    browser
        .click(css(
            "#team-question .dialog-footer :is(.button-primary, .button-danger)",
        ))
        .await
}

/// Opens the link of the invitation that an address has got.
pub(crate) async fn open_invitation(browser: &Browser, address: &str, name: &str) -> Result<()> {
    let subject = format!("Noor Haddad invites you to {name}");
    let mail = browser.mail_about(address, &subject).await?;
    browser.open(mail.link()?).await?;
    browser.find(heading(&format!("Join {name}"))).await?;
    browser.check().await
}

#[tokio::test]
async fn a_team_is_made_filled_handed_over_and_left() -> Result<()> {
    let here = Browser::start().await?;
    let there = Browser::start().await?;
    let owner = Account::confirmed(&here, "owner").await?;
    let known = Account::confirmed(&there, "known").await?;
    let new = Account::new(&there, "new");
    owner.sign_in(&here).await?;
    let name = "Analytical Engines";
    let home = create(&here, name).await?;
    let members = format!("{home}/members");

    here.click(css("#main a[href$='/members?invite=1']"))
        .await?;
    here.find(heading("Members")).await?;
    here.find(css("#invite")).await?;
    invite(&here, "nobody, grace@", "Member").await?;
    here.find(text("Not an email address: nobody, grace@"))
        .await?;
    here.check().await?;
    let both = format!("{}, {}", known.email, new.email);
    invite(&here, &both, "Member").await?;
    here.find(text("2 invitations are on their way")).await?;
    here.at(&members).await?;
    here.find(text(&known.email)).await?;
    here.check().await?;

    // As somebody who has an account.
    known.sign_in(&there).await?;
    open_invitation(&there, &known.email, name).await?;
    there.click(button("Accept and join")).await?;
    there.find(heading(name)).await?;
    there.alive().await?;
    there.check().await?;
    // Who has invited them sees it on the page that is open.
    here.find(css("[aria-label='Change role of Noor Haddad']"))
        .await?;
    let waiting = format!("[aria-label='Revoke the invitation of {}']", known.email);
    here.gone(css(&waiting)).await?;
    here.check().await?;

    // As somebody who has none.
    let third = Browser::start().await?;
    open_invitation(&third, &new.email, name).await?;
    third.fill(field("First name"), "Grace").await?;
    third.fill(field("Last name"), "Hopper").await?;
    third.fill(field("Password"), &new.password).await?;
    third.click(button("Create account and join")).await?;
    third.find(heading(name)).await?;
    third.alive().await?;
    third.check().await?;

    // A change of role shows in the other browser, which loads nothing anew.
    there.open_alive(&members).await?;
    there.find(heading("Members")).await?;
    assert_eq!(there.count(button("Invite people")).await?, 0);
    there.traffic().await?;
    here.open_alive(&members).await?;
    change_role(&here, "Noor Haddad", "Admin").await?;
    there.find(button("Invite people")).await?;
    there.find(css(".app-sidebar a[href$='/roles']")).await?;
    there.check().await?;
    proof::ask_for_password(&here).await?;
    ask_for_role(&here, "Noor Haddad", "Viewer").await?;
    proof::give_password(&here, &owner).await?;
    here.find(text("Changes saved")).await?;
    here.check().await?;
    there.gone(button("Invite people")).await?;
    there.gone(css(".app-sidebar a[href$='/roles']")).await?;
    let documents = there.traffic().await?.documents().len();
    assert_eq!(documents, 0, "all of it without loading a document");
    there.check().await?;

    stay(&here, &owner).await?;
    hand_over(&here, &there, &home, &known).await?;
    leave(&here, &home, name).await?;
    third.finish().await?;
    there.finish().await?;
    here.finish().await
}

/// An account whose team would be left without an owner is not deleted.
async fn stay(here: &Browser, owner: &Account) -> Result<()> {
    here.open_alive("/settings/account").await?;
    here.click(button("Delete account")).await?;
    here.fill(css("#delete-email"), &owner.email).await?;
    here.click(css("#delete .button-danger")).await?;
    here.find(text("You’re the only owner of a team")).await?;
    here.check_after(&[409]).await
}

async fn hand_over(here: &Browser, there: &Browser, home: &str, to: &Account) -> Result<()> {
    here.open_alive(&format!("{home}/settings")).await?;
    here.click(button("Hand over the team")).await?;
    here.find(text("Fill in this field.")).await?;
    here.check().await?;
    here.pick(css("#transfer-member"), &to.email, "Noor Haddad")
        .await?;
    here.gone(text("Fill in this field.")).await?;
    here.click(button("Hand over the team")).await?;
    confirm(here).await?;
    here.find(text("who hasn’t answered yet")).await?;
    here.check().await?;
    here.reload().await?;
    here.alive().await?;
    here.find(text(&format!("Offered to Noor Haddad ({})", to.email)))
        .await?;
    here.check().await?;

    there.open_alive(home).await?;
    there.find(text("You’re offered this team")).await?;
    there.check().await?;
    there.click(button("Take over")).await?;
    confirm(there).await?;
    there.find(text("You own the team now")).await?;
    there.gone(text("You’re offered this team")).await?;
    there.check().await
}

async fn leave(here: &Browser, home: &str, name: &str) -> Result<()> {
    here.open_alive(&format!("{home}/settings")).await?;
    assert_eq!(here.count(button("Delete the team")).await?, 0);
    here.click(button("Leave the team")).await?;
    confirm(here).await?;
    here.at("/teams").await?;
    here.find(text("No teams yet")).await?;
    here.alive().await?;
    here.check().await?;
    here.open(home).await?;
    here.find(heading("Page not found")).await?;
    here.alive().await?;
    ensure!(
        !here.page_text().await?.contains(name),
        "nothing of it shows"
    );
    here.check_after(&[404]).await
}

#[tokio::test]
async fn who_is_removed_is_told_so_and_led_on() -> Result<()> {
    let here = Browser::start().await?;
    let there = Browser::start().await?;
    let owner = Account::confirmed(&here, "remover").await?;
    let member = Account::confirmed(&there, "removed").await?;
    owner.sign_in(&here).await?;
    member.sign_in(&there).await?;
    let name = "Brief Engines";
    let slug = team(&here, name).await?;
    let members = format!("/t/{slug}/members");
    here.open_alive(&format!("{members}?invite=1")).await?;
    invite(&here, &member.email, "Member").await?;
    open_invitation(&there, &member.email, name).await?;
    there.click(button("Accept and join")).await?;
    there.find(heading(name)).await?;
    there.open_alive(&members).await?;
    there.find(heading("Members")).await?;

    here.click(css("[aria-label='Remove Noor Haddad']")).await?;
    confirm(&here).await?;
    here.find(text("Member removed")).await?;
    there
        .find(heading("You’re no longer in Brief Engines"))
        .await?;
    assert_eq!(there.count(css("#main .alert")).await?, 0, "said once");
    let way = css(".app-sidebar a[href$='/members']");
    assert_eq!(there.count(way).await?, 0, "no way leads back there");
    there.check().await?;
    there.click(css("#main a[href='/teams']")).await?;
    there.find(text("No teams yet")).await?;
    there.alive().await?;
    there.check().await?;
    there.finish().await?;
    here.finish().await
}

#[tokio::test]
async fn the_last_owner_is_told_why_they_cannot_leave() -> Result<()> {
    let browser = Browser::start().await?;
    Account::confirmed(&browser, "last")
        .await?
        .sign_in(&browser)
        .await?;
    let slug = team(&browser, "Lonely Engines").await?;
    let settings = format!("/t/{slug}/settings");
    browser.open_alive(&settings).await?;
    browser.find(text("You’re the only owner")).await?;
    ensure!(
        browser.count(button("Leave the team")).await? == 0,
        "what would be refused is not offered"
    );
    browser.check().await?;
    // The way to what comes first leads through the same page, and not below the header.
    browser.traffic().await?;
    browser.click(link("Hand over the team")).await?;
    browser.at(&settings).await?;
    let script = "const part = document.querySelector('#transfer:target');
        const header = document.querySelector('.app-header').getBoundingClientRect();
        return part !== null && part.getBoundingClientRect().top >= header.bottom;";
    browser
        .holds("the way to hand the team over", async || {
            Ok(browser.run(script, Vec::new()).await? == true)
        })
        .await?;
    let documents = browser.traffic().await?.documents().len();
    ensure!(documents == 0, "{documents} documents were loaded for it");
    browser.check().await?;

    browser.click(button("Delete the team")).await?;
    confirm(&browser).await?;
    browser.find(text("This team will be deleted on")).await?;
    browser.check().await?;
    // The banner is at the top, and what was clicked at the end of the page.
    wait_for_focus(&browser, ".team-page").await?;
    browser.find(css("#team-name:disabled")).await?;
    browser.click(button("Keep the team")).await?;
    confirm(&browser).await?;
    browser.gone(text("This team will be deleted on")).await?;
    browser.find(button("Delete the team")).await?;
    browser.check().await?;
    browser.finish().await
}

#[tokio::test]
async fn roles_are_made_changed_and_removed() -> Result<()> {
    let browser = Browser::start().await?;
    Account::confirmed(&browser, "roles")
        .await?
        .sign_in(&browser)
        .await?;
    let slug = team(&browser, "Role Engines").await?;
    browser.open_alive(&format!("/t/{slug}/roles")).await?;
    browser.click(button("Create a role")).await?;
    browser.fill(field("Role name"), "Editor").await?;
    // However many permissions there are, what saves them is in sight.
    let shown = "const box = document.querySelector('#edit-role [type=submit]')
            .getBoundingClientRect();
        const {scrollHeight, clientHeight} = document.querySelector('#edit-role .dialog-content');
        return box.bottom <= innerHeight && scrollHeight <= clientHeight;";
    browser.resize(Viewport::PHONE).await?;
    ensure!(browser.run(shown, Vec::new()).await? == true, "on a phone");
    browser.resize(Viewport::DESKTOP).await?;
    ensure!(browser.run(shown, Vec::new()).await? == true, "on a laptop");
    browser.click(css("#grant-projects-update")).await?;
    browser.check().await?;
    browser.click(button("Save")).await?;
    browser.find(text("5 permissions")).await?;
    browser.check().await?;

    // A name that is taken is told beside it, and nothing of the form is lost.
    browser.click(button("Create a role")).await?;
    browser.fill(field("Role name"), "Editor").await?;
    browser.click(css("#grant-projects-delete")).await?;
    browser.click(button("Save")).await?;
    browser
        .find(css("#edit-role[open] #role-name[aria-invalid=true]"))
        .await?;
    browser.find(text("Another role has this name.")).await?;
    browser.find(css("#grant-projects-delete:checked")).await?;
    browser.check_after(&[409]).await?;
    browser.click(button("Cancel")).await?;

    browser.click(css("[aria-label='Edit Editor']")).await?;
    assert_eq!(browser.value(field("Role name")).await?, "Editor");
    browser.fill(field("Role name"), "Author").await?;
    browser.click(css("#grant-projects-create")).await?;
    browser.click(button("Save")).await?;
    browser.find(text("6 permissions")).await?;
    browser.check().await?;

    browser.click(css("[aria-label='Remove Author']")).await?;
    confirm(&browser).await?;
    browser.gone(css("[aria-label='Remove Author']")).await?;
    browser.check().await?;

    roles_are_in_the_log(&browser, &slug).await?;
    browser.finish().await
}

/// All that was done is in the audit log, in words.
async fn roles_are_in_the_log(browser: &Browser, slug: &str) -> Result<()> {
    browser.click(css(".app-sidebar a[href$='/audit']")).await?;
    browser.find(text("Removed a role")).await?;
    browser.find(text("Changed a role")).await?;
    browser.find(text("Made a role")).await?;
    // The role is named in each line, and told to have been called otherwise in one.
    let named = |line: &str, name: &str| {
        format!(
            "//p[contains(@class,'session-name')][span[normalize-space(.)='{line}']]\
             [bdi[normalize-space(.)='{name}']]"
        )
    };
    for (line, name) in [
        ("Removed a role", "Author"),
        ("Changed a role", "Author"),
        ("Made a role", "Editor"),
    ] {
        browser.find(By::XPath(named(line, name))).await?;
    }
    browser.check().await?;
    choose(browser, "[name=action]", "Team").await?;
    browser.gone(text("Removed a role")).await?;
    browser.find(text("Created the team")).await?;
    browser.at(&format!("/t/{slug}/audit?action=teams")).await?;
    browser.check().await?;

    // By whom they were made, which the page still says when it is loaded again.
    let who = css("input[aria-label='Who changed it']");
    browser.pick(who.clone(), "noor", "Noor Haddad").await?;
    browser
        .holds("the actor in the address", async || {
            Ok(browser.path().await?.contains("?action=teams&actor="))
        })
        .await?;
    browser.reload().await?;
    browser.alive().await?;
    assert_eq!(browser.value(who.clone()).await?, "Noor Haddad");
    browser.find(text("Created the team")).await?;
    browser.check().await?;
    browser
        .click(css("[aria-label='Clear the choice']"))
        .await?;
    browser.at(&format!("/t/{slug}/audit?action=teams")).await?;
    assert_eq!(browser.value(who).await?, "");
    browser.check().await
}

#[tokio::test]
async fn a_long_role_leaves_room_for_whose_it_is() -> Result<()> {
    const ROLE: &str =
        "Contractor without projects, with an exceedingly long role name that goes on";
    const NARROWEST: &str = "return Math.min(...[...document.querySelectorAll(arguments[0])]
        .map(name => name.clientWidth));";
    let here = Browser::start().await?;
    let there = Browser::start().await?;
    let owner = Account::confirmed(&here, "long-owner").await?;
    let guest = Account::confirmed(&there, "long-guest").await?;
    owner.sign_in(&here).await?;
    guest.sign_in(&there).await?;
    let name = "Long Engines";
    let slug = team(&here, name).await?;
    here.open_alive(&format!("/t/{slug}/roles")).await?;
    here.click(button("Create a role")).await?;
    here.fill(field("Role name"), ROLE).await?;
    here.click(css("#grant-projects-update")).await?;
    here.click(button("Save")).await?;
    here.find(css(&format!("[aria-label='Edit {ROLE}']")))
        .await?;
    here.open_alive(&format!("/t/{slug}/members?invite=1"))
        .await?;
    invite(&here, &guest.email, ROLE).await?;
    here.find(text(&guest.email)).await?;
    open_invitation(&there, &guest.email, name).await?;
    there.click(button("Accept and join")).await?;
    there.find(heading(name)).await?;

    for viewport in [Viewport::PHONE, Viewport::DESKTOP] {
        for (path, names) in [
            (format!("/t/{slug}"), ".person-name"),
            (format!("/t/{slug}/members"), ".team-entry-text"),
            ("/teams".to_owned(), ".team-link-text"),
        ] {
            there.resize(viewport).await?;
            there.open_alive(&path).await?;
            there
                .find(css(&format!("#main .role-badge[title='{ROLE}']")))
                .await?;
            let narrowest = there.run(NARROWEST, vec![names.into()]).await?;
            let width = narrowest.as_f64().context("a width")?;
            ensure!(width >= 96.0, "{width} pixels are left on {path}");
            there.check().await?;
            check_lines(&there).await?;
        }
        // The dashboard tells it beneath the team.
        there.open_alive("/dashboard").await?;
        there.find(text(ROLE)).await?;
        there.check().await?;
    }
    there.finish().await?;
    here.finish().await
}

#[tokio::test]
async fn a_name_of_the_other_direction_stands_beside_its_picture() -> Result<()> {
    const GAPS: &str = "
        const side = document.documentElement.dir === 'rtl' ? 'right' : 'left';
        const names = [...document.querySelectorAll('.team-link-name, .team-switcher-name')];
        return names.filter(name => name.offsetParent).map(name => {
            const text = document.createRange();
            text.selectNodeContents(name);
            const [inner, outer] = [text, name].map(it => it.getBoundingClientRect()[side]);
            return Math.abs(inner - outer);
        });";
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "directions").await?;
    account.sign_in(&browser).await?;
    for name in ["فريق الاختبار", "Analytical Engines"] {
        team(&browser, name).await?;
    }
    for locale in ["en", "ar"] {
        let wishes = json!({ "locale": locale });
        let answer = browser
            .call("PATCH", "/api/v1/users/me", Some(&wishes))
            .await?;
        ensure!(answer.status == 200, "{answer:?}");
        browser.open_alive("/teams").await?;
        browser.find(css(&format!("html[lang={locale}]"))).await?;
        let gaps = browser.run(GAPS, Vec::new()).await?;
        let gaps = gaps.as_array().context("gaps")?;
        ensure!(gaps.len() == 3, "two in the list and the one at work");
        let beside = |gap: &Value| gap.as_f64().is_some_and(|gap| gap < 2.0);
        ensure!(gaps.iter().all(beside), "{gaps:?} pixels in {locale}");
        browser.check().await?;
    }
    browser.finish().await
}

#[tokio::test]
async fn a_team_is_renamed_and_asks_for_a_second_factor() -> Result<()> {
    let browser = Browser::start().await?;
    Account::confirmed(&browser, "renamer")
        .await?
        .sign_in(&browser)
        .await?;
    let slug = team(&browser, "Old Engines").await?;
    browser.open_alive(&format!("/t/{slug}/settings")).await?;
    browser.fill(field("Team name"), "New Engines").await?;
    browser.click(button("Save")).await?;
    browser.find(text("Changes saved")).await?;
    let name = css(".app-sidebar [data-team=name]");
    browser
        .holds("the new name in the frame", async || {
            Ok(browser.text_of(name.clone()).await? == "New Engines")
        })
        .await?;
    browser.check().await?;
    let other = team(&browser, "Other Engines").await?;
    browser.fill(field("Address"), &other).await?;
    browser.click(button("Save")).await?;
    browser.find(css("#team-slug[aria-invalid=true]")).await?;
    browser
        .find(text("Another team uses this address already."))
        .await?;
    wait_for_focus(&browser, "#team-slug").await?;
    browser.check_after(&[409]).await?;
    let address = format!("new-{slug}");
    browser.fill(field("Address"), &address).await?;
    let told = browser.text_of(css(".team-address")).await?;
    ensure!(told == format!("Address: /t/{address}"), "{told}");
    browser.click(button("Save")).await?;
    browser.at(&format!("/t/{address}/settings")).await?;
    browser.alive().await?;
    browser.check().await?;

    choose(&browser, "#mfa-grace", "None, it’s required at once").await?;
    browser.click(button("Require it of all members")).await?;
    browser.find(text("kept out of the team at once")).await?;
    confirm(&browser).await?;
    // Who asks for it at once, and has none, is kept out at once too.
    browser.find(css("h1.empty-state-title")).await?;
    browser.check_after(&[403, 403, 403]).await?;
    browser.open(&format!("/t/{address}/members")).await?;
    browser
        .find(text("This team asks for two-step verification"))
        .await?;
    browser.alive().await?;
    browser.check_after(&[403]).await?;
    browser.finish().await
}

#[tokio::test]
async fn teams_need_no_mouse() -> Result<()> {
    let browser = Browser::start().await?;
    Account::confirmed(&browser, "team-keys")
        .await?
        .sign_in(&browser)
        .await?;
    let first = team(&browser, "First Engines").await?;
    let second = team(&browser, "Second Engines").await?;
    browser.open_alive(&format!("/t/{second}")).await?;

    // The switcher is a menu of links.
    let trigger = "#sidebar-team-menu-trigger";
    tab_to(&browser, trigger).await?;
    browser.press(Key::Enter).await?;
    wait_for_focus(
        &browser,
        &format!("#sidebar-team-menu [href='/t/{second}']"),
    )
    .await?;
    browser.check().await?;
    browser.press(Key::Down).await?;
    wait_for_focus(&browser, &format!("#sidebar-team-menu [href='/t/{first}']")).await?;
    browser.press(Key::Enter).await?;
    browser.at(&format!("/t/{first}")).await?;
    browser.alive().await?;
    browser.find(heading("First Engines")).await?;

    // It is remembered.
    browser.open_alive("/dashboard").await?;
    let link = format!(".app-sidebar a[href='/t/{first}/members']");
    tab_to(&browser, &link).await?;
    browser.press(Key::Enter).await?;
    browser.find(heading("Members")).await?;
    wait_for_focus(&browser, "#main").await?;
    tab_to(&browser, "#main .page-actions button").await?;
    browser.press(Key::Enter).await?;
    browser.find(css("#invite")).await?;
    browser.check().await?;
    browser.press(Key::Escape).await?;
    browser.gone(css("#invite")).await?;
    wait_for_focus(&browser, "#main .page-actions button").await?;
    browser.check().await?;
    browser.finish().await
}
