//! What is asked of the API about the account of the user.

use contract::{
    ExportId,
    account::{
        CancelDeletion, ChangeEmail, ConfirmEmailChange, Deletion, EmailChange, Export,
        UndoEmailChange,
    },
    auth::ChangePassword,
    path,
    users::UserUpdate,
};

use super::{Call, Client, Result, ask::with_id};

impl Client {
    /// Changes the signed-in user, unless it was changed since `version`.
    ///
    /// The answer is a [`User`](contract::users::User), as it came: it is kept so.
    pub async fn update_me(&self, input: &UserUpdate, version: i64) -> Result<String> {
        let call = Call::patch(path::USERS_ME, Some(version));
        self.transport.send(call.with(input)?).await?.accepted()
    }

    /// Changes the password and ends all other sessions.
    pub async fn change_password(&self, input: &ChangePassword) -> Result<()> {
        self.run(Call::post(path::CHANGE_PASSWORD).with(input)?)
            .await
    }

    /// Has a change of address mailed to both addresses; the answer is alike for every address.
    pub async fn change_email(&self, input: &ChangeEmail) -> Result<()> {
        self.run(Call::post(path::CHANGE_EMAIL).with(input)?).await
    }

    /// Confirms a change of address with the token of a mail.
    pub async fn confirm_email_change(&self, input: &ConfirmEmailChange) -> Result<EmailChange> {
        self.fetch(Call::post(path::CONFIRM_EMAIL_CHANGE).with(input)?)
            .await
    }

    /// Undoes a change of address with the token of a mail.
    pub async fn undo_email_change(&self, input: &UndoEmailChange) -> Result<()> {
        self.run(Call::post(path::UNDO_EMAIL_CHANGE).with(input)?)
            .await
    }

    /// Deactivates the user's account, which ends all sessions.
    pub async fn deactivate(&self) -> Result<()> {
        self.run(Call::post(path::DEACTIVATE)).await
    }

    /// Has the user's account deleted in two weeks, which ends all sessions.
    pub async fn delete_me(&self) -> Result<Deletion> {
        self.fetch(Call::delete(path::USERS_ME)).await
    }

    /// Keeps an account that was to be deleted, with the token of a mail.
    pub async fn cancel_deletion(&self, input: &CancelDeletion) -> Result<()> {
        self.run(Call::post(path::CANCEL_DELETION).with(input)?)
            .await
    }

    /// Has an archive made of what is kept of the user.
    pub async fn request_export(&self) -> Result<Export> {
        self.fetch(Call::post(path::EXPORT)).await
    }
}

/// Where an archive is downloaded.
pub fn export_path(id: ExportId) -> String {
    with_id(path::DOWNLOAD_EXPORT, id)
}
