//! The audit log: who has changed what.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{AuditEventId, UserId, time, validation, words::words};

/// One line of an audit log. None is ever changed, and each holds the hash of the one before.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEvent {
    /// The line's id.
    pub id: AuditEventId,
    /// Its place in the log, from one on.
    #[cfg_attr(feature = "openapi", schema(example = 42))]
    pub seq: i64,
    /// What was done: `resource.verb`.
    #[cfg_attr(feature = "openapi", schema(example = "projects.update"))]
    pub action: String,
    /// In whose name it was done; nobody's if the product did it by itself.
    pub actor_id: Option<UserId>,
    /// Their name at that time.
    #[cfg_attr(feature = "openapi", schema(example = "Ada Lovelace"))]
    pub actor_name: String,
    /// Who acted as them, if it was somebody else.
    pub impersonator_id: Option<UserId>,
    /// How: `session`, `api_key`, `job` or `command`.
    #[cfg_attr(feature = "openapi", schema(example = "session"))]
    pub via: String,
    /// What kind of thing was changed.
    #[cfg_attr(feature = "openapi", schema(example = "project"))]
    pub subject_kind: String,
    /// Which one.
    pub subject_id: Option<Uuid>,
    /// What was told of it before, without what is secret.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>, example = json!({"name": "Engine"})))]
    pub before: Option<Value>,
    /// What is told of it since.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>, example = json!({"name": "Difference Engine"})))]
    pub after: Option<Value>,
    /// The request that did it.
    pub request_id: Option<Uuid>,
    /// From which address, as far as proxies can be trusted.
    #[cfg_attr(feature = "openapi", schema(example = "203.0.113.7"))]
    pub address: Option<String>,
    /// When.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
}

words! {
    /// What a line of an audit log tells of a thing.
    Fact {
        /// What it is called.
        Name = "name",
        /// Its word in addresses.
        Slug = "slug",
        /// What it is about.
        Description = "description",
        /// How far it is.
        Status = "status",
        /// Who answers for it.
        Owner = "owner",
        /// How far somebody may go with it, or how much it matters.
        Level = "level",
        /// A role by its name.
        Role = "role",
        /// What a role grants.
        Permissions = "permissions",
        /// Somebody by their name.
        User = "user",
        /// An address, as far as it is told.
        Email = "email",
        /// A team by its name.
        Team = "team",
        /// What somebody has done, or what that is about.
        Action = "action",
        /// What it is about, by its id.
        Subject = "subject",
        /// Why it was done.
        Reason = "reason",
        /// A kind of work.
        Kind = "kind",
        /// How many jobs.
        Jobs = "jobs",
        /// How many projects.
        Projects = "projects",
        /// By which beginning of a name it was searched.
        Search = "search",
        /// Whether it is what is put away.
        Archived = "archived",
        /// When it was put away.
        ArchivedAt = "archived_at",
        /// From when on a second factor is asked for.
        MfaRequiredFrom = "mfa_required_from",
        /// Since when there was a second factor.
        TotpSince = "totp_since",
        /// When it will be deleted.
        DeleteAt = "delete_at",
        /// Until when it is good.
        ExpiresAt = "expires_at",
        /// What is announced, in each language.
        Texts = "texts",
        /// From when on it is shown.
        StartsAt = "starts_at",
        /// Until when it is shown.
        EndsAt = "ends_at",
        /// Since when lines of a log are wanted.
        From = "from",
        /// Until when lines of a log are wanted.
        To = "to",
    }
}

/// Which lines to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AuditQuery {
    /// Those of this action, or of all actions on a resource: `projects.update`, `projects`.
    #[garde(custom(validation::search))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, max_length = 100, example = "projects.update")
    )]
    pub action: Option<String>,
    /// Those of this person.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub actor_id: Option<UserId>,
    /// Those about this thing.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub subject_id: Option<Uuid>,
    /// Those since this moment, or since the beginning of this day in UTC.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(
            nullable = false,
            pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?$",
            example = "2026-03-02"
        )
    )]
    pub from: Option<String>,
    /// Those before this moment, or until the end of this day in UTC.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(
            nullable = false,
            pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?$",
            example = "2026-03-31"
        )
    )]
    pub to: Option<String>,
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

/// How a log is written to a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum AuditFormat {
    /// A table, for spreadsheets.
    #[default]
    Csv,
    /// A JSON document on each line, as the list shows it, for programs.
    Jsonl,
}

impl AuditFormat {
    /// The format as the wire names it, which is also the ending of the file's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }
}

/// Which lines to take out as a file, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AuditExportQuery {
    /// Those of this action, or of all actions on a resource: `projects.update`, `projects`.
    #[garde(custom(validation::search))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, max_length = 100, example = "projects.update")
    )]
    pub action: Option<String>,
    /// Those of this person.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub actor_id: Option<UserId>,
    /// Those about this thing.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub subject_id: Option<Uuid>,
    /// Those since this moment, or since the beginning of this day in UTC.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(
            nullable = false,
            pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?$",
            example = "2026-03-02"
        )
    )]
    pub from: Option<String>,
    /// Those before this moment, or until the end of this day in UTC.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(
            nullable = false,
            pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?$",
            example = "2026-03-31"
        )
    )]
    pub to: Option<String>,
    /// How the file is written; `csv` if absent.
    #[garde(skip)]
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(required = false, inline, example = "csv"))]
    pub format: AuditFormat,
}
