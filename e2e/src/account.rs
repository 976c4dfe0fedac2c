use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use crate::{Browser, button, css, environment::Server, field};

/// The password that journeys choose.
pub const PASSWORD: &str = "seven quiet violins at dusk";

/// Somebody with an address of their own.
#[derive(Clone, Debug)]
pub struct Account {
    /// The address.
    pub email: String,
    /// The password.
    pub password: String,
}

impl Account {
    /// Names somebody who has not signed up. The address is unique to the browser.
    pub fn new(browser: &Browser, name: &str) -> Self {
        Self {
            email: format!("{}@example.com", browser.unique(name)),
            password: PASSWORD.to_owned(),
        }
    }

    /// Makes a superuser, as an operator does: on the command line.
    pub fn superuser(browser: &Browser, name: &str) -> Result<Self> {
        let account = Self::new(browser, name);
        let server = Server::read()?;
        let mut command = Command::new(&server.binary)
            .args(["user", "create", "--superuser"])
            .args(["--email", &account.email])
            .args(["--first-name", "Noor", "--last-name", "Haddad"])
            .env(
                "DATABASE_URL",
                format!("sqlite:{}", server.data.join("pilaster.db").display()),
            )
            .env(
                "PILASTER__AUTH__SIGNING_SECRETS_FILE",
                server.data.join("signing-secret"),
            )
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("{} does not start", server.binary.display()))?;
        // Dropped at the end of the statement, which ends the input.
        command
            .stdin
            .take()
            .context("the command has an input")?
            .write_all(account.password.as_bytes())?;
        let status = command.wait()?;
        ensure!(status.success(), "`user create` failed: {status}");
        Ok(account)
    }

    /// Signs somebody up by the API, without confirming the address.
    pub async fn register(browser: &Browser, name: &str) -> Result<Self> {
        let account = Self::new(browser, name);
        let input = json!({
            "email": account.email,
            "password": account.password,
            "first_name": "Noor",
            "last_name": "Haddad",
            "locale": "en",
        });
        let answer = browser
            .call("POST", "/api/v1/auth/register", Some(&input))
            .await?;
        ensure!(answer.status == 201, "sign-up answers {answer:?}");
        Ok(account)
    }

    /// Signs somebody up by the API and confirms the address.
    pub async fn confirmed(browser: &Browser, name: &str) -> Result<Self> {
        let account = Self::register(browser, name).await?;
        let mails = browser.mails(&account.email, 1).await?;
        let link = mails.first().context("a mail")?.link()?;
        let (_, token) = link.split_once("token=").context("the link has a token")?;
        let input = json!({ "token": token });
        let answer = browser
            .call("POST", "/api/v1/auth/verify-email", Some(&input))
            .await?;
        ensure!(answer.status == 204, "confirmation answers {answer:?}");
        Ok(account)
    }

    /// Signs in by the API.
    pub async fn sign_in(&self, browser: &Browser) -> Result<()> {
        let input = json!({ "email": self.email, "password": self.password });
        let answer = browser
            .call("POST", "/api/v1/auth/login", Some(&input))
            .await?;
        ensure!(answer.status == 200, "sign-in answers {answer:?}");
        Ok(())
    }

    /// Fills and sends the form of the sign-in page that is open.
    pub async fn submit_sign_in(&self, browser: &Browser) -> Result<()> {
        browser.fill(field("Email address"), &self.email).await?;
        browser.fill(css("#password"), &self.password).await?;
        browser.click(button("Sign in")).await
    }
}
