//! What is asked of the API by who is invited.

use contract::{
    InvitationId,
    invitations::{InvitationAccepted, InvitationPreview, InvitationRegister, InvitationToken},
    path,
};

use super::{Call, Client, Result, ask::with_id};

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

    /// Gets what an invitation is about that is for the signed-in user.
    pub async fn own_invitation(&self, id: InvitationId) -> Result<InvitationPreview> {
        self.fetch(Call::get(with_id(path::OWN_INVITATION, id)))
            .await
    }

    /// Accepts it.
    pub async fn accept_own_invitation(&self, id: InvitationId) -> Result<InvitationAccepted> {
        self.fetch(Call::post(with_id(path::ACCEPT_OWN_INVITATION, id)))
            .await
    }

    /// Declines it.
    pub async fn decline_own_invitation(&self, id: InvitationId) -> Result<()> {
        self.run(Call::post(with_id(path::DECLINE_OWN_INVITATION, id)))
            .await
    }
}
