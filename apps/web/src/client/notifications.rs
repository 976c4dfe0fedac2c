//! What is asked of the API about the notifications of the user.

use contract::{
    NotificationId,
    notifications::{NotificationPreferenceUpdate, UnreadCount},
    path,
};

use super::{Call, Client, Result, ask::with_id};

impl Client {
    /// Counts what the user has not read.
    pub async fn unread_count(&self) -> Result<UnreadCount> {
        self.fetch(Call::get(path::UNREAD_COUNT)).await
    }

    /// Marks one of the user's notifications as read.
    pub async fn read_notification(&self, id: NotificationId) -> Result<()> {
        let path = with_id(path::READ_NOTIFICATION, id);
        self.run(Call::post(path)).await
    }

    /// Marks all of the user's notifications as read.
    pub async fn read_all_notifications(&self) -> Result<()> {
        self.run(Call::post(path::READ_NOTIFICATIONS)).await
    }

    /// Says how the user is told something.
    pub async fn update_notification_preference(
        &self,
        input: &NotificationPreferenceUpdate,
    ) -> Result<()> {
        let call = Call::patch(path::NOTIFICATION_PREFERENCES, None);
        self.run(call.with(input)?).await
    }
}
