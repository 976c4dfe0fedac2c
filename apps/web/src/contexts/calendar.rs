//! Times as the signed-in user reads them.

use chrono::{DateTime, Utc};
use contract::users::User;
use i18n::{CivilDateTime, Texts};
use leptos::prelude::*;

use super::{use_auth, use_texts};

/// Writes times in the user's zone and in the page's language.
///
/// Nothing that is on the page already follows a change of the zone: only the profile changes it, and
/// shows no times.
#[derive(Clone, Copy)]
pub struct Calendar {
    texts: &'static Texts,
    auth: RwSignal<Option<User>>,
}

/// Gets the calendar of the signed-in user, for app pages; in UTC when there is none.
pub fn use_calendar() -> Calendar {
    Calendar {
        texts: use_texts(),
        auth: use_auth(),
    }
}

impl Calendar {
    /// Writes the day of a time: "Mar 5, 2026".
    pub fn date(self, at: DateTime<Utc>) -> String {
        self.texts.date(self.civil(at))
    }

    /// Writes a time with its day: "Mar 5, 2026, 2:30 PM".
    pub fn date_time(self, at: DateTime<Utc>) -> String {
        self.texts.date_time(self.civil(at))
    }

    fn civil(self, at: DateTime<Utc>) -> CivilDateTime {
        self.with_zone(|zone| CivilDateTime::in_zone(at, zone))
    }

    /// Tells the name of the zone, for texts that write times themselves.
    pub fn with_zone<T>(self, told: impl FnOnce(&str) -> T) -> T {
        self.auth
            .with_untracked(|user| told(user.as_ref().map_or("UTC", |user| &user.time_zone)))
    }
}
