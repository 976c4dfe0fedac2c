//! Notifications: news for somebody, in the product and by mail.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{InvitationId, NotificationId, ProjectId, TeamId, time, validation, words::words};

/// The most unread notifications that are counted: who has so many has many.
pub const COUNTED: u64 = 100;

words! {
    /// What somebody is told.
    NotificationKind {
        /// Somebody invites them into a team.
        InvitationReceived = "invitation_received",
        /// Their role in a team is another one.
        RoleChanged = "role_changed",
        /// They belong to a team no more.
        RemovedFromTeam = "removed_from_team",
        /// Somebody has joined a team that they look after.
        MemberJoined = "member_joined",
        /// Somebody has left a team that they look after.
        MemberLeft = "member_left",
        /// Whom they have invited into a team does not want to join it.
        InvitationDeclined = "invitation_declined",
        /// A team is offered to them.
        TeamOffered = "team_offered",
        /// A team is offered to them no more.
        OfferWithdrawn = "offer_withdrawn",
        /// Whom they have offered a team has taken it.
        OfferAccepted = "offer_accepted",
        /// Whom they have offered a team does not take it.
        OfferDeclined = "offer_declined",
        /// A team of theirs is about to be deleted.
        TeamDeleting = "team_deleting",
        /// A team that was about to be deleted stays.
        TeamKept = "team_kept",
        /// A team of theirs asks for a second factor from a day on, and they have none.
        TeamMfaRequired = "team_mfa_required",
        /// A project is shared with them, or they may do more with it.
        ProjectShared = "project_shared",
        /// An archive of what is kept of them can be downloaded.
        ExportReady = "export_ready",
        /// Somebody of the staff acts as them.
        Impersonated = "impersonated",
    }
}

impl NotificationKind {
    /// Whether it tells of people or things in a team, which are for those alone who belong to it. What
    /// has happened to its readers themselves is theirs, whether they still belong to the team or not.
    pub const fn tells_of_inside(self) -> bool {
        match self {
            Self::MemberJoined
            | Self::MemberLeft
            | Self::InvitationDeclined
            | Self::ProjectShared => true,
            Self::InvitationReceived
            | Self::RoleChanged
            | Self::RemovedFromTeam
            | Self::TeamOffered
            | Self::OfferWithdrawn
            | Self::OfferAccepted
            | Self::OfferDeclined
            | Self::TeamDeleting
            | Self::TeamKept
            | Self::TeamMfaRequired
            | Self::ExportReady
            | Self::Impersonated => false,
        }
    }
}

words! {
    /// A way in which somebody is told.
    Channel {
        /// In the product.
        InApp = "in_app",
        /// In the daily mail about what was not read.
        Mail = "mail",
    }
}

/// What the words of a notification need, as it was when it happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationData {
    /// What the team is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Analytical Engines"))]
    pub team: Option<String>,
    /// The team's word in addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "analytical-engines"))]
    pub slug: Option<String>,
    /// Who has done it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Ada Lovelace"))]
    pub actor: Option<String>,
    /// The address that was invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "grace@example.com"))]
    pub email: Option<String>,
    /// Which invitation it is; it may have ended by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation_id: Option<InvitationId>,
    /// What the role is called; the names of built-in roles are words to be translated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Admin"))]
    pub role: Option<String>,
    /// Which role of the product it is, unless it was made here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "admin"))]
    pub built_in: Option<String>,
    /// What the project is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Difference Engine"))]
    pub project: Option<String>,
    /// Which project it is; it may be gone by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_id: Option<ProjectId>,
    /// How much of it is shared. More levels may come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "editor"))]
    pub level: Option<String>,
    /// When it will happen.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "time::deserialize_optional"
    )]
    #[cfg_attr(feature = "openapi", schema(example = json!(null)))]
    pub at: Option<DateTime<Utc>>,
}

/// A piece of news for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// What has happened. More kinds may come.
    #[cfg_attr(feature = "openapi", schema(example = "role_changed"))]
    pub kind: String,
    /// The team that it is about, if there is one; it may be gone by now.
    pub team_id: Option<TeamId>,
    /// What its words need.
    pub data: NotificationData,
    /// When it was read.
    #[cfg_attr(feature = "openapi", schema(example = json!(null)))]
    #[serde(deserialize_with = "time::deserialize_optional")]
    pub read_at: Option<DateTime<Utc>>,
    /// When it happened.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
}

/// How much somebody has not read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnreadCount {
    /// How many notifications are unread; 100 if it is as many or more.
    #[cfg_attr(feature = "openapi", schema(example = 3))]
    pub unread: u64,
    /// Up to where they were counted: from here on `stream` tells what is new.
    #[cfg_attr(feature = "openapi", schema(example = 17))]
    pub latest: i64,
}

/// Which notifications to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct NotificationQuery {
    /// Only those that are not read.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false, example = true))]
    pub unread: Option<bool>,
    /// The number of items, at most 100; more is read as 100.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, minimum = 1, maximum = 100, example = 25)
    )]
    pub limit: Option<u32>,
    /// `next_cursor` or `previous_cursor` of another page of the same list.
    #[garde(custom(validation::cursor))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, min_length = 1, max_length = 1024)
    )]
    pub cursor: Option<String>,
}

/// From where on to tell what is new.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct StreamQuery {
    /// The id of the last event that was seen, or `latest` of the unread count. The header
    /// `Last-Event-ID`, which browsers send by themselves, takes its place.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false, example = 17))]
    pub after: Option<i64>,
    /// The `revision` of the announcements that the reader knows; empty if they know none. Without it,
    /// those at the beginning of the stream are known.
    #[garde(custom(validation::search))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false, max_length = 100))]
    pub announcements: Option<String>,
}

/// How somebody is told of one kind of news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationPreference {
    /// The kind.
    pub kind: NotificationKind,
    /// Whether they are told in the product.
    pub in_app: bool,
    /// Whether it is in the daily mail while it is not read.
    pub mail: bool,
}

/// How somebody is told what.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationPreferences {
    /// One for each kind.
    pub items: Vec<NotificationPreference>,
}

/// Say whether one kind of news comes one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NotificationPreferenceUpdate {
    /// The kind; all of them if absent.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub kind: Option<NotificationKind>,
    /// The way.
    #[garde(skip)]
    pub channel: Channel,
    /// Whether it comes.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = false))]
    pub is_enabled: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_of_another_version_is_read() {
        let data: NotificationData =
            serde_json::from_str(r#"{"team":"Engines","juggler":"Ada"}"#).unwrap();
        assert_eq!(data.team.as_deref(), Some("Engines"));
        assert_eq!(data.at, None);
    }
}
