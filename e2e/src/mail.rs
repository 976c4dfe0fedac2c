use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::Browser;

/// A mail in the sandbox's mailbox.
#[derive(Clone, Debug)]
pub struct Mail {
    /// What it is about.
    pub subject: String,
    /// Its plain text.
    pub text: String,
}

impl Mail {
    /// Returns the link in it.
    pub fn link(&self) -> Result<&str> {
        let mut lines = self.text.lines().map(str::trim);
        let link = lines.find(|line| line.starts_with("http"));
        link.with_context(|| format!("no link stands alone on a line of {self:?}"))
    }
}

impl Browser {
    /// Waits until an address has got this many mails, and returns them, newest first.
    pub async fn mails(&self, address: &str, number: usize) -> Result<Vec<Mail>> {
        self.until(&format!("{number} mails to {address}"), async || {
            let mails = self.mailbox(address).await?;
            Ok((mails.len() >= number).then_some(mails))
        })
        .await
    }

    /// Waits until an address has got a mail with this subject, and returns the newest.
    pub async fn mail_about(&self, address: &str, subject: &str) -> Result<Mail> {
        self.until(&format!("{subject:?} to {address}"), async || {
            let mails = self.mailbox(address).await?;
            Ok(mails.into_iter().find(|mail| mail.subject == subject))
        })
        .await
    }

    /// Returns the mails that an address has got so far, newest first.
    pub async fn mailbox(&self, address: &str) -> Result<Vec<Mail>> {
        let path = format!("/dev/mail.json?to={address}");
        let answer = self.call("GET", &path, None).await?;
        ensure!(answer.status == 200, "the mailbox answers {answer:?}");
        let mails = answer.json()?;
        let mails = mails.as_array().context("the mailbox is no list")?;
        let text = |mail: &Value, name| {
            let text = mail.get(name).and_then(Value::as_str);
            text.unwrap_or_default().to_owned()
        };
        Ok(mails
            .iter()
            .map(|mail| Mail {
                subject: text(mail, "subject"),
                text: text(mail, "text"),
            })
            .collect())
    }
}
