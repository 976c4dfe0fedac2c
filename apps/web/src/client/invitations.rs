//! What is asked of the API by who holds the link of an invitation.

use contract::{
    invitations::{InvitationAccepted, InvitationPreview, InvitationRegister, InvitationToken},
    path,
};

use super::{Call, Client, Result};

impl Client {
    /// Gets what an invitation is about, by the token of its link; nothing changes by it.
    pub async fn preview_invitation(&self, input: &InvitationToken) -> Result<InvitationPreview> {
        self.fetch(Call::post(path::PREVIEW_INVITATION).with(input)?)
            .await
    }

    /// Accepts an invitation that is for the signed-in user.
    pub async fn accept_invitation(&self, input: &InvitationToken) -> Result<InvitationAccepted> {
        self.fetch(Call::post(path::ACCEPT_INVITATION).with(input)?)
            .await
    }

    /// Accepts an invitation with a new account, which signs nobody in.
    pub async fn register_by_invitation(
        &self,
        input: &InvitationRegister,
    ) -> Result<InvitationAccepted> {
        self.fetch(Call::post(path::REGISTER_BY_INVITATION).with(input)?)
            .await
    }

    /// Declines an invitation.
    pub async fn decline_invitation(&self, input: &InvitationToken) -> Result<()> {
        self.run(Call::post(path::DECLINE_INVITATION).with(input)?)
            .await
    }
}
