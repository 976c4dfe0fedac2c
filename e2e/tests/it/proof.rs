//! Changes that want a fresh proof of who one is: the page asks for it, and goes on afterwards.

use anyhow::Result;
use e2e::{Account, Browser, button, css, field, text};
use serde_json::json;

/// Has the next change of the page refused, as if the last proof were too old. What the page only
/// reads meanwhile is answered.
pub(crate) async fn ask_for(browser: &Browser, methods: &[&str]) -> Result<()> {
    const SCRIPT: &str = "
        const [problem] = arguments;
        const headers = {'Content-Type': 'application/problem+json'};
        const {fetch} = window;
        window.fetch = async (request, ...options) => {
            if ((request.method ?? 'GET') === 'GET') {
                return fetch(request, ...options);
            }
            window.fetch = fetch;
            return new Response(JSON.stringify(problem), {status: problem.status, headers});
        };";
    let problem = json!({
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
        "code": "auth.step_up_required",
        "request_id": "019a0000-0000-7000-8000-000000000000",
        "methods": methods,
    });
    browser.run(SCRIPT, vec![problem]).await.map(drop)
}

/// Has the next change refused until the password is given.
pub(crate) async fn ask_for_password(browser: &Browser) -> Result<()> {
    ask_for(browser, &["password", "sign_in"]).await
}

/// Gives the password that the page asks for.
pub(crate) async fn give_password(browser: &Browser, account: &Account) -> Result<()> {
    browser.find(css("#step-up-password")).await?;
    browser.check().await?;
    browser
        .fill(css("#step-up-password"), &account.password)
        .await?;
    browser.click(css("#step-up [type=submit]")).await?;
    browser.gone(css("#step-up-password")).await
}

#[tokio::test]
async fn another_password_is_set_after_a_proof() -> Result<()> {
    let browser = Browser::start().await?;
    let account = Account::confirmed(&browser, "proved").await?;
    account.sign_in(&browser).await?;
    browser.open_alive("/settings/security").await?;
    browser
        .fill(field("Current password"), &account.password)
        .await?;
    browser
        .fill(field("New password"), "eleven slow ferries in fog")
        .await?;
    ask_for_password(&browser).await?;
    browser.click(button("Change password")).await?;
    give_password(&browser, &account).await?;
    browser.find(text("Password changed.")).await?;
    browser.check().await?;
    browser.finish().await
}
