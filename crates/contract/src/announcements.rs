//! Announcements: news for everybody, written by the staff.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{AnnouncementId, UserId, time, validation, words::words};

words! {
    /// How much an announcement matters.
    #[derive(Default)]
    AnnouncementLevel {
        /// Good to know.
        #[default]
        Info = "info",
        /// Something to prepare for.
        Warning = "warning",
    }
}

/// What is announced, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnnouncementText {
    /// In a few words.
    #[garde(custom(validation::label))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Maintenance on Sunday", min_length = 1, max_length = 80)
    )]
    pub title: String,
    /// In a sentence or two.
    #[garde(custom(validation::announcement))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "Pilaster is away from 6:00 to 6:30 UTC.",
            min_length = 1,
            max_length = 500
        )
    )]
    pub text: String,
}

/// What is announced, in each language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnnouncementTexts {
    /// In English, and in every language that has no text of its own.
    #[garde(dive)]
    pub en: AnnouncementText,
    /// In Arabic.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub ar: Option<AnnouncementText>,
}

/// An announcement, as everybody sees it: in their own language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Announcement {
    /// Its id.
    pub id: AnnouncementId,
    /// How much it matters.
    pub level: AnnouncementLevel,
    /// In a few words.
    #[cfg_attr(feature = "openapi", schema(example = "Maintenance on Sunday"))]
    pub title: String,
    /// In a sentence or two.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Pilaster is away from 6:00 to 6:30 UTC.")
    )]
    pub text: String,
}

/// What is announced now, as far as the caller has not put it away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Announcements {
    /// The latest first; at most five.
    pub items: Vec<Announcement>,
    /// Names what is announced to everybody: another one as soon as something begins, is changed or is
    /// over, which the stream of notifications tells.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")
    )]
    pub revision: String,
}

/// Something else is announced than before: what a stream tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct AnnouncementsChanged {
    /// As in [`Announcements`].
    pub revision: String,
}

/// An announcement, as the staff sees it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ManagedAnnouncement {
    /// Its id.
    pub id: AnnouncementId,
    /// How much it matters.
    pub level: AnnouncementLevel,
    /// What is announced.
    pub texts: AnnouncementTexts,
    /// From when on it is shown.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub starts_at: DateTime<Utc>,
    /// Until when it is shown; for ever, or until it is ended, if absent.
    #[cfg_attr(feature = "openapi", schema(example = json!(null)))]
    #[serde(deserialize_with = "time::deserialize_optional")]
    pub ends_at: Option<DateTime<Utc>>,
    /// Who has written it; nobody's if the account is gone.
    pub created_by: Option<UserId>,
    /// Counts its changes; the `ETag` is made of it.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub version: i64,
    /// When it was written.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
}

/// Announce something.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnnouncementCreate {
    /// How much it matters.
    #[garde(skip)]
    pub level: AnnouncementLevel,
    /// What is announced.
    #[garde(dive)]
    pub texts: AnnouncementTexts,
    /// From when on it is shown; from now on if absent.
    #[garde(skip)]
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "time::deserialize_optional"
    )]
    #[cfg_attr(
        feature = "openapi",
        schema(nullable = false, example = "2026-03-02T09:41:07.215604Z")
    )]
    pub starts_at: Option<DateTime<Utc>>,
    /// Until when it is shown; until it is ended if absent.
    #[garde(skip)]
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "time::deserialize_optional"
    )]
    #[cfg_attr(
        feature = "openapi",
        schema(nullable = false, example = "2099-03-02T09:41:07.215604Z")
    )]
    pub ends_at: Option<DateTime<Utc>>,
    /// For how many hours from now on it is shown, instead of `ends_at`; none ends it now.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false, example = json!(null)))]
    pub hours: Option<u16>,
}

/// Change an announcement. Absent fields stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnnouncementUpdate {
    /// How much it matters.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub level: Option<AnnouncementLevel>,
    /// What is announced.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub texts: Option<AnnouncementTexts>,
    /// Until when it is shown.
    #[garde(skip)]
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "time::deserialize_optional"
    )]
    #[cfg_attr(
        feature = "openapi",
        schema(nullable = false, example = "2099-03-02T09:41:07.215604Z")
    )]
    pub ends_at: Option<DateTime<Utc>>,
    /// For how many hours from now on it is shown, instead of `ends_at`; none ends it now.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false, example = json!(null)))]
    pub hours: Option<u16>,
}

/// Which announcements to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AnnouncementQuery {
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
