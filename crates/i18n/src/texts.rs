use std::fmt;

use contract::{Locale, permission::Pattern as Granted};
use serde_json::Value as Json;

use crate::{
    CivilDateTime, PluralCategory, number,
    pattern::{Pattern, Value, Writing},
    plural,
};

/// All texts in one language, and its formats.
///
/// Each message of the catalogues is a method, whose documentation is the English text.
#[derive(Clone, Debug, PartialEq)]
pub struct Texts {
    locale: Locale,
    patterns: Box<[Pattern]>,
}

/// Why a catalogue could not be loaded.
#[derive(Debug)]
pub enum LoadError {
    /// It is not JSON.
    Syntax(serde_json::Error),
    /// It is not of the shape that the build writes.
    Shape,
    /// It belongs to another build: the number of messages differs.
    Count {
        /// How many messages this build has.
        expected: usize,
        /// How many the catalogue has.
        found: usize,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(error) => write!(f, "the catalogue is not JSON: {error}"),
            Self::Shape => f.write_str("the catalogue has an unknown shape"),
            Self::Count { expected, found } => {
                write!(
                    f,
                    "the catalogue has {found} messages instead of {expected}"
                )
            }
        }
    }
}

impl std::error::Error for LoadError {}

impl Texts {
    /// Reads the catalogue that [`Texts::embedded_json`] served.
    pub fn from_json(locale: Locale, json: &str) -> Result<Self, LoadError> {
        let Json::Array(messages) = serde_json::from_str(json).map_err(LoadError::Syntax)? else {
            return Err(LoadError::Shape);
        };
        if messages.len() != COUNT {
            return Err(LoadError::Count {
                expected: COUNT,
                found: messages.len(),
            });
        }
        let patterns = messages
            .into_iter()
            .map(Pattern::from_json)
            .collect::<Option<_>>()
            .ok_or(LoadError::Shape)?;
        Ok(Self { locale, patterns })
    }

    /// The language of these texts.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// Writes a whole number in the digits and groups of the language.
    pub fn number(&self, n: i64) -> String {
        let mut out = String::new();
        number::write(&mut out, self.locale.code(), n, 1, true);
        out
    }

    /// Says which plural form the language uses for `n`.
    pub fn plural_category(&self, n: i64) -> PluralCategory {
        plural::category(self.locale.code(), n).unwrap_or(PluralCategory::Other)
    }

    /// Writes a day, as in "Nov 3, 2026".
    pub fn date(&self, civil: CivilDateTime) -> String {
        self.format_civil(FORMAT_DATE, civil)
    }

    /// Writes a time of day to the minute, as in "4:05 PM".
    pub fn time(&self, civil: CivilDateTime) -> String {
        self.format_civil(FORMAT_TIME, civil)
    }

    /// Writes a day and the time to the minute.
    pub fn date_time(&self, civil: CivilDateTime) -> String {
        self.format_civil(FORMAT_DATE_TIME, civil)
    }

    /// Words a refusal by its code, such as `auth.invalid_credentials`.
    ///
    /// `None` if the code has no message.
    pub fn error(&self, code: &str) -> Option<&str> {
        find(ERRORS, code).map(|message| self.plain(message.index))
    }

    /// Words a broken rule of a field by its code, such as `too_short`.
    ///
    /// `None` if the code has no message, or if its message needs a limit that is not given.
    pub fn validation(&self, code: &str, min: Option<i64>, max: Option<i64>) -> Option<String> {
        let message = find(VALIDATIONS, code)?;
        let mut arguments = Vec::with_capacity(2);
        if message.uses_max {
            arguments.push(Value::Number(max?));
        }
        if message.uses_min {
            arguments.push(Value::Number(min?));
        }
        Some(self.format(message.index, &arguments))
    }

    /// Words what a permission allows, such as `projects:read`.
    ///
    /// `None` if it has no message, as those that nobody is asked to give.
    pub fn permission(&self, permission: &str) -> Option<&str> {
        find(PERMISSIONS, permission).map(|message| self.plain(message.index))
    }

    /// Names a role that comes with the product, such as `owner`.
    ///
    /// `None` if it has no message.
    pub fn role(&self, built_in: &str) -> Option<&str> {
        find(ROLES, built_in).map(|message| self.plain(message.index))
    }

    /// Words what an audit log tells by its action, such as `projects.update`.
    ///
    /// `None` if it has no message.
    pub fn audit_action(&self, action: &str) -> Option<&str> {
        find(ACTIONS, action).map(|message| self.plain(message.index))
    }

    /// Words what everything about a resource is, such as `projects`.
    ///
    /// `None` if it has no message.
    pub fn wildcard(&self, resource: &str) -> Option<&str> {
        find(WILDCARDS, resource).map(|message| self.plain(message.index))
    }

    /// Words what an entry of a role grants: a permission or a wildcard; in its own letters if it has
    /// no message.
    pub fn grant(&self, grant: Granted) -> String {
        let words = match grant {
            Granted::All => Some(self.teams_role_everything()),
            Granted::Resource(resource) => self.wildcard(resource),
            Granted::One(permission) => self.permission(permission.as_str()),
        };
        words.map_or_else(|| grant.to_string(), str::to_owned)
    }

    /// Names what an audit log tells of a thing, such as `mfa_required_from`.
    ///
    /// `None` if it has no message.
    pub fn audit_fact(&self, fact: &str) -> Option<&str> {
        find(FACTS, fact).map(|message| self.plain(message.index))
    }

    /// Names a kind of mail, such as `verify_email`.
    ///
    /// `None` if it has no message.
    pub fn mail_kind(&self, kind: &str) -> Option<&str> {
        find(MAILS, kind).map(|message| self.plain(message.index))
    }

    /// Names a kind of work, such as `mails.send`.
    ///
    /// `None` if it has no message.
    pub fn job_name(&self, kind: &str) -> Option<&str> {
        find(JOBS, kind).map(|message| self.plain(message.index))
    }

    /// Names what is queued by the clock, such as `purges`.
    ///
    /// `None` if it has no message.
    pub fn schedule_name(&self, name: &str) -> Option<&str> {
        find(SCHEDULES, name).map(|message| self.plain(message.index))
    }

    /// The arguments are in the alphabetical order of `FORMATS` in `build/catalogue.rs`.
    fn format_civil(&self, index: usize, civil: CivilDateTime) -> String {
        let hour = i64::from(civil.hour);
        self.format(
            index,
            &[
                Value::Number(i64::from(civil.day)),
                Value::Number(hour),
                Value::Number((hour + 11) % 12 + 1),
                Value::Number(i64::from(civil.minute)),
                Value::Number(i64::from(civil.month)),
                Value::Text(if hour < 12 { "am" } else { "pm" }),
                Value::Number(i64::from(civil.year)),
            ],
        )
    }

    fn plain(&self, index: usize) -> &str {
        match self.patterns.get(index) {
            Some(Pattern::Plain(text)) => text,
            // The build gives a message without arguments a plain pattern in every language.
            Some(Pattern::Parts(_)) | None => "",
        }
    }

    fn format(&self, index: usize, arguments: &[Value<'_>]) -> String {
        let mut out = String::new();
        if let Some(pattern) = self.patterns.get(index) {
            let writing = Writing {
                language: self.locale.code(),
                isolate: self.locale.is_rtl(),
            };
            pattern.write(&mut out, writing, arguments);
        }
        out
    }
}

/// A message that is found by a code at run time.
struct Coded {
    /// The key without its prefix, where `.` and `_` of the code are `-`.
    name: &'static str,
    index: usize,
    uses_max: bool,
    uses_min: bool,
}

fn find(messages: &'static [Coded], code: &str) -> Option<&'static Coded> {
    messages.iter().find(|message| {
        let code = code.bytes().map(|byte| match byte {
            b'.' | b'_' | b':' => b'-',
            other => other,
        });
        message.name.bytes().eq(code)
    })
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use contract::{
        Permission,
        admin::{JobName, MailKind, ScheduleName},
        audit::Fact,
    };

    use super::*;

    fn en() -> &'static Texts {
        Texts::embedded(Locale::En)
    }

    fn ar() -> &'static Texts {
        Texts::embedded(Locale::Ar)
    }

    fn civil(hour: u32, minute: u32) -> CivilDateTime {
        CivilDateTime {
            year: 2026,
            month: 11,
            day: 3,
            hour,
            minute,
            second: 9,
        }
    }

    #[test]
    fn every_language_is_embedded_and_loads_again_from_its_data() {
        for locale in Locale::ALL {
            let texts = Texts::embedded(locale);
            assert_eq!(texts.locale(), locale);
            let loaded = Texts::from_json(locale, Texts::embedded_json(locale)).unwrap();
            assert_eq!(&loaded, texts);
        }
        assert_eq!(en().action_save(), "Save");
        assert_eq!(ar().action_save(), "حفظ");
    }

    #[test]
    fn data_of_another_build_is_refused() {
        let refused = |json: &str| Texts::from_json(Locale::En, json).unwrap_err();
        assert!(matches!(refused("["), LoadError::Syntax(_)));
        assert!(matches!(refused("{}"), LoadError::Shape));
        assert!(matches!(
            refused("[\"one\"]"),
            LoadError::Count { found: 1, .. }
        ));
        let wrong = Json::Array(vec![Json::Bool(true); COUNT]).to_string();
        assert!(matches!(refused(&wrong), LoadError::Shape));
    }

    #[test]
    fn plurals_follow_the_language() {
        assert_eq!(en().results_count(1), "1 result");
        assert_eq!(en().results_count(1_200), "1,200 results");
        for (n, expected) in [
            (0, "لا توجد نتائج"),
            (1, "نتيجة واحدة"),
            (2, "نتيجتان"),
            (3, "٣ نتائج"),
            (11, "١١ نتيجة"),
            (100, "١٠٠ نتيجة"),
        ] {
            assert_eq!(ar().results_count(n), expected, "{n}");
        }
        assert_eq!(en().plural_category(2), PluralCategory::Other);
        assert_eq!(ar().plural_category(2), PluralCategory::Two);
        assert_eq!(ar().number(-1_234), "\u{61c}-١٬٢٣٤");
    }

    #[test]
    fn dates_have_the_shape_of_the_language() {
        assert_eq!(en().date(civil(0, 0)), "Nov 3, 2026");
        assert_eq!(ar().date(civil(0, 0)), "٣ نوفمبر ٢٠٢٦");
        for (hour, minute, english, arabic) in [
            (0, 5, "12:05\u{a0}AM", "١٢:٠٥\u{a0}ص"),
            (11, 59, "11:59\u{a0}AM", "١١:٥٩\u{a0}ص"),
            (12, 0, "12:00\u{a0}PM", "١٢:٠٠\u{a0}م"),
            (16, 5, "4:05\u{a0}PM", "٤:٠٥\u{a0}م"),
        ] {
            assert_eq!(en().time(civil(hour, minute)), english);
            assert_eq!(ar().time(civil(hour, minute)), arabic);
        }
        assert_eq!(en().date_time(civil(16, 5)), "Nov 3, 2026, 4:05\u{a0}PM");
        assert_eq!(ar().date_time(civil(16, 5)), "٣ نوفمبر ٢٠٢٦، ٤:٠٥\u{a0}م");
    }

    #[test]
    fn error_codes_find_their_words() {
        assert_eq!(
            en().error("auth.unauthenticated"),
            Some("Sign in to continue.")
        );
        assert_eq!(
            ar().error("auth.unauthenticated"),
            Some("سجّل الدخول للمتابعة.")
        );
        assert_eq!(en().error("auth.nothing"), None);
        assert_eq!(en().error(""), None);
    }

    #[test]
    fn every_key_that_people_meet_has_words_in_every_language() {
        for locale in Locale::ALL {
            let texts = Texts::embedded(locale);
            for fact in Fact::ALL {
                assert!(texts.audit_fact(fact.as_str()).is_some(), "{fact}");
            }
            for kind in MailKind::ALL {
                assert!(texts.mail_kind(kind.as_str()).is_some(), "{kind}");
            }
            for job in JobName::ALL {
                assert!(texts.job_name(job.as_str()).is_some(), "{job}");
            }
            for schedule in ScheduleName::ALL {
                assert!(
                    texts.schedule_name(schedule.as_str()).is_some(),
                    "{schedule}"
                );
            }
        }
        assert_eq!(en().mail_kind("juggled"), None);
    }

    #[test]
    fn whatever_a_role_grants_has_words_in_every_language() {
        let all = Permission::ALL.iter().copied();
        for permission in all.filter(|it| it.is_of_team() || it.is_of_product()) {
            let everything = Granted::Resource(permission.resource());
            for grant in [Granted::All, everything, Granted::One(permission)] {
                for locale in Locale::ALL {
                    let words = Texts::embedded(locale).grant(grant);
                    assert_ne!(words, grant.to_string(), "{locale}");
                }
            }
        }
        let own = Granted::Resource(Permission::SessionsList.resource());
        assert_eq!(en().grant(own), "sessions:*");
    }

    #[test]
    fn validation_codes_find_their_words_and_limits() {
        assert_eq!(
            en().validation("too_short", Some(12), None).as_deref(),
            Some("Use at least 12 characters.")
        );
        assert_eq!(
            ar().validation("too_long", Some(1), Some(5)).as_deref(),
            Some("أدخل ٥ أحرف على الأكثر.")
        );
        assert_eq!(
            en().validation("required", None, None).as_deref(),
            Some("Fill in this field.")
        );
        assert_eq!(en().validation("too_short", None, Some(5)), None);
        assert_eq!(en().validation("nothing", None, None), None);
    }
}
