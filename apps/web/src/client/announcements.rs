//! What is asked of the API about announcements, by those who read them and by staff.

use contract::{
    AnnouncementId,
    announcements::{AnnouncementCreate, AnnouncementUpdate, Announcements, ManagedAnnouncement},
    path,
};

use super::{Call, Client, Result, ask::with_id};

impl Client {
    /// Lists what is announced now.
    pub async fn announcements(&self) -> Result<Announcements> {
        self.fetch(Call::get(path::ANNOUNCEMENTS)).await
    }

    /// Gets what is announced now as the frame shows it.
    #[cfg(feature = "hydrate")]
    pub async fn banners(&self) -> Result<String> {
        let call = Call::get(crate::layout::BANNERS_PATH);
        self.transport.send(call).await?.accepted()
    }

    /// Puts an announcement away.
    pub async fn dismiss_announcement(&self, id: AnnouncementId) -> Result<()> {
        let path = with_id(path::DISMISS_ANNOUNCEMENT, id);
        self.run(Call::post(path)).await
    }

    /// Announces something.
    pub async fn create_announcement(
        &self,
        input: &AnnouncementCreate,
    ) -> Result<ManagedAnnouncement> {
        self.fetch(Call::post(path::ADMIN_ANNOUNCEMENTS).with(input)?)
            .await
    }

    /// Changes an announcement, unless it was changed since `version`.
    pub async fn update_announcement(
        &self,
        id: AnnouncementId,
        input: &AnnouncementUpdate,
        version: i64,
    ) -> Result<ManagedAnnouncement> {
        let call = Call::patch(with_id(path::ADMIN_ANNOUNCEMENT, id), Some(version));
        self.fetch(call.with(input)?).await
    }
}
