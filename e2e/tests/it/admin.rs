//! What staff do: find somebody, keep them out and let them in, give and take roles, run a failed job
//! again, act as somebody else and come back.

use anyhow::{Context as _, Result, ensure};
use e2e::{Account, Browser, PASSWORD, Viewport, button, css, field, heading, link, text};
use serde_json::{Value, json};

use crate::{proof, teams::choose};

/// The button of a dialog, beside which the one that has opened it has the same name.
const CONFIRM: &str = "dialog[open] button[type=submit]";

async fn open_account(browser: &Browser, account: &Account) -> Result<()> {
    browser.open_alive("/admin/users").await?;
    browser
        .fill(css("input[name=search]"), &account.email)
        .await?;
    browser
        .until("only the one searched for", async || {
            let rows = browser.count(css("tbody tr")).await?;
            Ok((rows == 1).then_some(()))
        })
        .await?;
    browser.click(css("tbody tr a")).await?;
    browser.find(heading("Noor Haddad")).await?;
    Ok(())
}

#[tokio::test]
async fn an_account_is_found_deactivated_and_activated() -> Result<()> {
    let person = Browser::start().await?;
    let account = Account::confirmed(&person, "kept-out").await?;
    account.sign_in(&person).await?;

    let staff = Browser::start().await?;
    let keeper = Account::superuser(&staff, "keeper")?;
    keeper.sign_in(&staff).await?;
    open_account(&staff, &account).await?;
    staff.check().await?;

    staff.click(button("Deactivate")).await?;
    staff.click(css(CONFIRM)).await?;
    staff.find(css("#act-reason[aria-invalid=true]")).await?;
    staff.fill(field("Reason"), "Asked for by mail").await?;
    staff.check().await?;
    click_and_prove(&staff, CONFIRM, &keeper).await?;
    staff.find(text("The account was deactivated")).await?;
    person.open("/dashboard").await?;
    person.find(heading("Sign in")).await?;
    let subject = "Your account was deactivated";
    person.mail_about(&account.email, subject).await?;

    staff.click(button("Activate")).await?;
    click_and_prove(&staff, CONFIRM, &keeper).await?;
    staff.find(text("The account was activated")).await?;
    staff.check().await?;

    // Whom it was done to and why is read in the log, also on a phone.
    let page = staff.path().await?;
    staff
        .open_alive("/admin/audit?action=users.deactivate")
        .await?;
    let subject = format!("th a[href='{page}']");
    assert_eq!(staff.text_of(css(&subject)).await?, "Noor Haddad");
    let changes = format!("tr:has({subject}) > td .audit-changes");
    for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
        staff.resize(viewport).await?;
        let told = staff.text_of(css(&changes)).await?;
        ensure!(told.contains("Asked for by mail"), "{told}");
    }
    staff.check().await?;
    staff.resize(Viewport::DESKTOP).await?;
    account.sign_in(&person).await?;

    staff.open_alive(&page).await?;
    staff.click(link("Security events of this account")).await?;
    staff.find(heading("Security events")).await?;
    staff.find(text("Shown for Noor Haddad only")).await?;
    staff.check().await?;
    staff.click(link("Show all")).await?;
    staff.at("/admin/security-events").await?;
    staff.gone(text("Shown for Noor Haddad only")).await?;
    person.finish().await?;
    staff.finish().await
}

#[tokio::test]
async fn somebody_is_acted_as_and_come_back_from() -> Result<()> {
    let person = Browser::start().await?;
    let account = Account::confirmed(&person, "helped").await?;
    account.sign_in(&person).await?;

    let staff = Browser::start().await?;
    let helper = Account::superuser(&staff, "helper")?;
    helper.sign_in(&staff).await?;
    open_account(&staff, &account).await?;
    let page = staff.path().await?;
    staff.click(button("Act as this person")).await?;
    staff.fill(field("Reason"), "Ticket 4711").await?;
    staff.click(css(CONFIRM)).await?;
    staff.at("/dashboard").await?;
    staff.find(css(".impersonation")).await?;
    staff.find(text(&account.email)).await?;
    staff.check().await?;

    // What only the person may do is refused, in words.
    staff.open_alive("/settings/account").await?;
    staff.find(css(".impersonation")).await?;
    staff.check_after(&[403]).await?;

    // What the person is told stays unread, also where it is opened.
    staff.open_alive("/notifications").await?;
    staff
        .click(link("Support signed in to your account to help you"))
        .await?;
    staff.at("/settings/security").await?;
    staff.open_alive("/notifications").await?;
    staff.find(css(".notification-unread")).await?;
    for name in ["Mark as read", "Mark all as read"] {
        ensure!(staff.count(button(name)).await? == 0, "{name}");
    }
    staff.check().await?;

    person.open_alive("/settings/security").await?;
    person.find(css(".app-bell-count:not([hidden])")).await?;
    person.find(text("Acting on your behalf")).await?;
    person.check().await?;

    staff.click(button("Return to your account")).await?;
    staff.at(&page).await?;
    staff.gone(css(".impersonation")).await?;
    staff.find(text(&helper.email)).await?;
    staff.check().await?;
    person.reload().await?;
    person.gone(text("Acting on your behalf")).await?;
    person.finish().await?;
    staff.finish().await
}

/// Clicks what wants a fresh proof, and gives it.
async fn click_and_prove(browser: &Browser, selector: &str, account: &Account) -> Result<()> {
    proof::ask_for_password(browser).await?;
    browser.click(css(selector)).await?;
    proof::give_password(browser, account).await
}

#[tokio::test]
async fn a_role_is_made_given_taken_and_removed_after_proofs() -> Result<()> {
    let person = Browser::start().await?;
    let account = Account::confirmed(&person, "promoted").await?;
    let staff = Browser::start().await?;
    let keeper = Account::superuser(&staff, "promoter")?;
    keeper.sign_in(&staff).await?;
    let (role, _) = account.email.split_once('@').context("an address")?;
    let remove = format!("[aria-label='Delete role: {role}']");
    let take = format!("[aria-label='Take role: {role}']");

    staff.open_alive("/admin/roles").await?;
    staff.click(button("New role")).await?;
    staff.fill(css("#role-name"), role).await?;
    staff.click(css("#role-users-list")).await?;
    staff.check().await?;
    click_and_prove(&staff, "#edit-role [type=submit]", &keeper).await?;
    staff.find(css(&remove)).await?;
    staff.check().await?;

    // A name that is taken is told beside it, and nothing of the form is lost.
    staff.click(button("New role")).await?;
    staff.fill(css("#role-name"), role).await?;
    staff.click(css("#role-users-list")).await?;
    staff.click(css("#edit-role [type=submit]")).await?;
    staff
        .find(css("#edit-role[open] #role-name[aria-invalid=true]"))
        .await?;
    staff.find(css("#role-users-list:checked")).await?;
    staff.check_after(&[409]).await?;

    open_account(&staff, &account).await?;
    choose(&staff, "select[name=role]", role).await?;
    click_and_prove(&staff, ".admin-give [type=submit]", &keeper).await?;
    staff.find(text("The role was given")).await?;
    staff.find(css(&take)).await?;
    staff.check().await?;
    click_and_prove(&staff, &take, &keeper).await?;
    staff.find(text("The role was taken")).await?;
    staff.gone(css(&take)).await?;
    staff.check().await?;

    staff.open_alive("/admin/roles").await?;
    staff.click(css(&remove)).await?;
    click_and_prove(&staff, "#remove-role .button-danger", &keeper).await?;
    staff.gone(css(&remove)).await?;
    staff.check().await?;
    person.finish().await?;
    staff.finish().await
}

/// When the mail that failed last was given up, if one was.
async fn died_at(staff: &Browser) -> Result<Option<String>> {
    let path = "/api/v1/admin/jobs/dead?kind=mails.send";
    let dead = staff.call("GET", path, None).await?.json()?;
    let latest = dead.pointer("/items/0/died_at").and_then(Value::as_str);
    Ok(latest.map(str::to_owned))
}

#[tokio::test]
async fn a_failed_job_is_run_again() -> Result<()> {
    const REFUSED: &str = "the mail server refused the mail: 550";
    let staff = Browser::start().await?;
    // The sandbox takes no mail to this domain.
    let address = Account::new(&staff, "nobody").email;
    let input = json!({
        "email": address.replace("example.com", "bounce.test"),
        "password": PASSWORD,
        "first_name": "Noor",
        "last_name": "Haddad",
        "locale": "en",
    });
    let answer = staff
        .call("POST", "/api/v1/auth/register", Some(&input))
        .await?;
    ensure!(answer.status == 201, "sign-up answers {answer:?}");
    Account::superuser(&staff, "mechanic")?
        .sign_in(&staff)
        .await?;
    let first = staff
        .until("a failed mail", async || died_at(&staff).await)
        .await?;

    staff.open_alive("/admin/jobs").await?;
    staff.find(text(REFUSED)).await?;
    staff.check().await?;
    staff.click(css("#dead-jobs button")).await?;
    staff.find(text("1 job is queued again")).await?;
    staff.check().await?;
    staff
        .until("the same failure once more", async || {
            Ok(died_at(&staff).await?.filter(|again| *again != first))
        })
        .await?;

    staff.open_alive("/admin/jobs").await?;
    staff
        .click(css("[aria-label='Run all again: Send an email']"))
        .await?;
    staff.find(text("1 job is queued again")).await?;
    staff.open_alive("/admin/mails?status=failed").await?;
    staff.find(text(REFUSED)).await?;
    staff.check().await?;
    staff.finish().await
}

#[tokio::test]
async fn all_pages_begin_at_one_line() -> Result<()> {
    const LINES: &str = "
        const [title, tools] = ['#main h1', '.app-header-tools']
            .map(part => document.querySelector(part).getBoundingClientRect());
        return [title.left, tools.right];";
    let staff = Browser::start().await?;
    let account = Account::confirmed(&staff, "lined").await?;
    Account::superuser(&staff, "liner")?.sign_in(&staff).await?;
    open_account(&staff, &account).await?;
    for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
        staff.resize(viewport).await?;
        let expected = staff.run(LINES, Vec::new()).await?;
        for path in [
            "/teams",
            "/settings/profile",
            "/notifications",
            "/admin/system",
        ] {
            staff.open_alive(path).await?;
            staff.find(css("#main h1")).await?;
            let lines = staff.run(LINES, Vec::new()).await?;
            ensure!(lines == expected, "{path}: {lines}, not {expected}");
        }
        staff.check().await?;
    }
    staff.finish().await
}

#[tokio::test]
async fn a_phone_shows_the_tables_of_staff_line_by_line() -> Result<()> {
    const BELOW: &str = "
        const table = document.querySelector('.table-stacks');
        const boxes = [...table.querySelector('tbody tr').children]
            .map(cell => cell.getBoundingClientRect());
        return table.scrollWidth === table.clientWidth
            && boxes.every((box, at) => at === 0 || box.top >= boxes[at - 1].bottom);";
    let staff = Browser::start().await?;
    Account::confirmed(&staff, "listed").await?;
    Account::superuser(&staff, "phone-staff")?
        .sign_in(&staff)
        .await?;
    staff.resize(Viewport::PHONE).await?;
    for path in ["/admin/mails", "/admin/security-events"] {
        staff.open_alive(path).await?;
        staff
            .find(css(".table-stacks [role=row] > [role=cell]"))
            .await?;
        let is_below = staff.run(BELOW, Vec::new()).await?;
        ensure!(is_below == true, "the cells of a row on {path}");
        staff.check().await?;
    }
    staff.finish().await
}

#[tokio::test]
async fn jobs_and_the_other_pages_of_staff_are_there() -> Result<()> {
    const IN_SIGHT: &str = "
        const [nav, entry] = ['.app-nav', '.app-nav [aria-current=page]']
            .map(part => document.querySelector('.app-sidebar ' + part).getBoundingClientRect());
        return entry.top >= nav.top && entry.bottom <= nav.bottom && scrollY === 0;";
    let staff = Browser::start().await?;
    Account::superuser(&staff, "operator")?
        .sign_in(&staff)
        .await?;
    staff.open_alive("/dashboard").await?;
    for (name, path) in [
        ("Sign-ups", "/admin/sign-ups"),
        ("Teams", "/admin/teams"),
        ("Invitations", "/admin/invitations"),
        ("Staff roles", "/admin/roles"),
        ("Security events", "/admin/security-events"),
        ("Product audit log", "/admin/audit"),
        ("Emails", "/admin/mails"),
        ("Jobs", "/admin/jobs"),
        ("System", "/admin/system"),
    ] {
        staff.click(link(name)).await?;
        staff.at(path).await?;
        staff.find(heading(name)).await?;
        staff.check().await?;
    }
    // They call things as the pages of everybody do.
    staff.open_alive("/admin/roles").await?;
    staff.find(text("Built-in")).await?;
    staff.open_alive("/admin/teams").await?;
    staff.find(button("Search")).await?;
    // What is far down the navigation is in sight, whatever page is loaded.
    staff.open_alive("/admin/system").await?;
    staff
        .holds("the current entry in sight", async || {
            Ok(staff.run(IN_SIGHT, Vec::new()).await? == true)
        })
        .await?;
    staff.finish().await
}
