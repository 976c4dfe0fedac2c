//! Rules of shape and length, run by the API and by forms alike.
//!
//! A rule answers with a code and, where words need them, bounds. garde carries messages as text,
//! so a rule writes `code` or `code:min:max` and [`check`] reads it back; nothing else sees that
//! form.

use garde::Validate;
use serde::{Deserialize, Serialize};

/// Codes of refused fields. Every one has a translation in `i18n`.
pub mod code {
    /// A value is needed.
    pub const REQUIRED: &str = "required";
    /// Shorter than `min` characters.
    pub const TOO_SHORT: &str = "too_short";
    /// Longer than `max` characters.
    pub const TOO_LONG: &str = "too_long";
    /// Not an e-mail address.
    pub const EMAIL_INVALID: &str = "email_invalid";
    /// Too easy to guess.
    pub const PASSWORD_WEAK: &str = "password_weak";
    /// Not a name.
    pub const NAME_INVALID: &str = "name_invalid";
    /// Not a time zone of the IANA database.
    pub const TIME_ZONE_UNKNOWN: &str = "time_zone_unknown";
    /// Not the six digits of an authenticator app.
    pub const TOTP_CODE_INVALID: &str = "totp_code_invalid";
    /// The request has no such field.
    pub const UNKNOWN_FIELD: &str = "unknown_field";
    /// Not of the right type or form.
    pub const MALFORMED: &str = "malformed";
    /// Less than `min` or more than `max`.
    pub const OUT_OF_RANGE: &str = "out_of_range";
    /// The same as it is.
    pub const UNCHANGED: &str = "unchanged";
    /// Not letters, digits and hyphens, or a word that is taken.
    pub const SLUG_INVALID: &str = "slug_invalid";
    /// There is none of this id.
    pub const UNKNOWN: &str = "unknown";
    /// Looks like a name that the product keeps for itself.
    pub const NAME_RESERVED: &str = "name_reserved";

    /// Every code, for tests and documents.
    pub const ALL: [&str; 15] = [
        REQUIRED,
        TOO_SHORT,
        TOO_LONG,
        EMAIL_INVALID,
        PASSWORD_WEAK,
        NAME_INVALID,
        TIME_ZONE_UNKNOWN,
        TOTP_CODE_INVALID,
        UNKNOWN_FIELD,
        MALFORMED,
        OUT_OF_RANGE,
        UNCHANGED,
        SLUG_INVALID,
        UNKNOWN,
        NAME_RESERVED,
    ];
}

/// One refused field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field, as a path in the body: `email`, `items[0].name`.
    #[cfg_attr(feature = "openapi", schema(example = "password"))]
    pub path: String,
    /// Why it is refused, as one of the stable codes.
    #[cfg_attr(feature = "openapi", schema(example = "too_short"))]
    pub code: String,
    /// The bounds that the code speaks of.
    #[serde(default, skip_serializing_if = "Params::is_empty")]
    pub params: Params,
}

impl FieldError {
    /// A refusal of the field at `path` without bounds.
    pub fn new(path: impl Into<String>, code: &str) -> Self {
        Self {
            path: path.into(),
            code: code.into(),
            params: Params::default(),
        }
    }
}

/// Bounds named by a field's refusal: of its characters, or of itself if it is a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Params {
    /// The smallest length or number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false, example = 10))]
    pub min: Option<i64>,
    /// The largest length or number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false, example = 128))]
    pub max: Option<i64>,
}

impl Params {
    const fn is_empty(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }
}

/// Checks an input and reports all refused fields at once, in the order of their names.
pub fn check<T>(input: &T) -> Result<(), Vec<FieldError>>
where
    T: Validate<Context = ()>,
{
    let Err(report) = input.validate() else {
        return Ok(());
    };
    Err(report
        .iter()
        .map(|(path, error)| read(path.to_string(), error))
        .collect())
}

fn read(path: String, error: &garde::Error) -> FieldError {
    let mut parts = error.message().split(':');
    let code = parts.next().unwrap_or(code::MALFORMED);
    let mut bound = || parts.next().and_then(|text| text.parse().ok());
    FieldError {
        path,
        code: code.into(),
        params: Params {
            min: bound(),
            max: bound(),
        },
    }
}

/// The rule of a text that a form before sign-in asks for, for a script that checks one field: to
/// check a whole input weighs more there than all else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// [`email`].
    Email,
    /// [`name`].
    Name,
    /// [`password`].
    NewPassword,
    /// [`existing_password`].
    ExistingPassword,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 4] = [
        Self::Email,
        Self::Name,
        Self::NewPassword,
        Self::ExistingPassword,
    ];

    /// The name of the rule.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Name => "name",
            Self::NewPassword => "new_password",
            Self::ExistingPassword => "existing_password",
        }
    }

    /// The rule of a field by its `autocomplete`, which says what it holds.
    pub fn of_field(autocomplete: &str) -> Option<Self> {
        match autocomplete.split(' ').next()? {
            "email" | "username" => Some(Self::Email),
            "given-name" | "family-name" => Some(Self::Name),
            "new-password" => Some(Self::NewPassword),
            "current-password" => Some(Self::ExistingPassword),
            _ => None,
        }
    }

    /// Why a text is refused, if it is.
    pub fn refusal(self, text: &str) -> Option<FieldError> {
        let checked = match self {
            Self::Email => email(text, &()),
            Self::Name => name(text, &()),
            Self::NewPassword => password(text, &()),
            Self::ExistingPassword => existing_password(text, &()),
        };
        let refused = checked.err()?;
        Some(read(String::new(), &refused))
    }

    /// All reasons for which the rule refuses a text, found by breaking it in every way.
    pub fn refusals(self) -> Vec<FieldError> {
        let long = "x".repeat(EMAIL_MAX + 1);
        let mut refusals: Vec<_> = ["", "x", "\0 as long as a password", &long]
            .into_iter()
            .filter_map(|text| self.refusal(text))
            .collect();
        refusals.dedup();
        refusals
    }
}

/// The fewest characters of a password.
pub const PASSWORD_MIN: usize = 10;
/// The most characters of a password; more would only cost time to hash.
pub const PASSWORD_MAX: usize = 128;
/// The most characters of a first or last name.
pub const NAME_MAX: usize = 80;
/// The most bytes of an e-mail address (RFC 5321).
pub const EMAIL_MAX: usize = 254;
/// The most characters of a token from a mail.
pub const TOKEN_MAX: usize = 128;
/// The most characters of a search.
pub const SEARCH_MAX: usize = 100;
/// The longest life of an API key that has an end, in days.
pub const KEY_EXPIRY_MAX_DAYS: u16 = 366;
/// The longest time for which a replaced API key can go on working, in hours.
pub const KEY_OVERLAP_MAX_HOURS: u16 = 7 * 24;
/// The fewest characters of a reason.
pub const REASON_MIN: usize = 3;
/// The most characters of a reason.
pub const REASON_MAX: usize = 300;
/// The most characters of an opaque cursor.
pub const CURSOR_MAX: usize = 1024;

fn refuse(code: &str) -> garde::Result {
    Err(garde::Error::new(code))
}

fn length(text: &str, min: usize, max: usize) -> garde::Result {
    match text.chars().count() {
        0 if min > 0 => refuse(code::REQUIRED),
        n if n < min => Err(garde::Error::new(format!(
            "{}:{min}:{max}",
            code::TOO_SHORT
        ))),
        n if n > max => Err(garde::Error::new(format!("{}:{min}:{max}", code::TOO_LONG))),
        _ => Ok(()),
    }
}

/// The length of a text that is to be seen: one that shows nothing is as good as none.
fn seen(text: &str, min: usize, max: usize) -> garde::Result {
    if text.chars().all(is_blank) {
        return refuse(code::REQUIRED);
    }
    length(text.trim(), min, max)
}

/// Brings an address into the form in which it is a key: trimmed, lower case.
pub fn normalize_email(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Accepts an address of the common form, `local@domain`, in ASCII, with a dot in the domain.
///
/// Deliberately no full RFC 5322 grammar: the confirmation mail is the proof.
pub fn email(text: &str, _: &()) -> garde::Result {
    let text = text.trim();
    if text.is_empty() {
        return refuse(code::REQUIRED);
    }
    if text.len() > EMAIL_MAX {
        return Err(garde::Error::new(format!(
            "{}:1:{EMAIL_MAX}",
            code::TOO_LONG
        )));
    }
    let Some((local, domain)) = text.rsplit_once('@') else {
        return refuse(code::EMAIL_INVALID);
    };
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let domain_ok = domain.contains('.')
        && domain.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        });
    if local_ok && domain_ok {
        Ok(())
    } else {
        refuse(code::EMAIL_INVALID)
    }
}

/// Accepts a password of a length worth hashing; its strength is judged by the server.
pub fn password(text: &str, _: &()) -> garde::Result {
    length(text, PASSWORD_MIN, PASSWORD_MAX)?;
    // It ends the text to some hash functions.
    if text.contains('\0') {
        refuse(code::MALFORMED)
    } else {
        Ok(())
    }
}

/// Accepts any non-empty text that could once have been a password.
pub fn existing_password(text: &str, _: &()) -> garde::Result {
    length(text, 1, PASSWORD_MAX)
}

/// Accepts what is known of a person while it is being typed, by its length.
pub fn identity(text: &Option<String>, _: &()) -> garde::Result {
    text.as_deref()
        .map_or(Ok(()), |text| length(text, 0, EMAIL_MAX))
}

/// Accepts a person's name: something to be seen, and nothing that breaks a line, turns it round or
/// makes a link in a mail.
pub fn name(text: &str, _: &()) -> garde::Result {
    seen(text, 1, NAME_MAX)?;
    let forbidden = |c: char| c.is_control() || "<>/\\@:".contains(c) || is_invisible(c);
    if text.chars().any(forbidden) || !text.chars().any(char::is_alphanumeric) {
        refuse(code::NAME_INVALID)
    } else {
        Ok(())
    }
}

/// [`name`], where the field may be absent.
pub fn optional_name(text: &Option<String>, context: &()) -> garde::Result {
    text.as_deref().map_or(Ok(()), |text| name(text, context))
}

/// Accepts what somebody calls a thing of theirs: something to be seen, in one line.
pub fn label(text: &str, _: &()) -> garde::Result {
    seen(text, 1, NAME_MAX)?;
    let forbidden = |c: char| c.is_control() || is_invisible(c);
    if text.chars().any(forbidden) {
        refuse(code::MALFORMED)
    } else {
        Ok(())
    }
}

/// Accepts why something is done: something to be seen, in one line.
pub fn reason(text: &str, _: &()) -> garde::Result {
    seen(text, REASON_MIN, REASON_MAX)?;
    let forbidden = |c: char| c.is_control() || is_invisible(c);
    if text.chars().any(forbidden) {
        refuse(code::MALFORMED)
    } else {
        Ok(())
    }
}

/// The most characters of an announcement's text.
pub const ANNOUNCEMENT_MAX: usize = 500;

/// Accepts the text of an announcement: something to be seen, which may have several lines.
pub fn announcement(text: &str, _: &()) -> garde::Result {
    seen(text, 1, ANNOUNCEMENT_MAX)?;
    let forbidden = |c: char| (c.is_control() && c != '\n') || is_invisible(c);
    if text.chars().any(forbidden) {
        refuse(code::MALFORMED)
    } else {
        Ok(())
    }
}

/// [`label`], where the field may be absent.
pub fn optional_label(text: &Option<String>, context: &()) -> garde::Result {
    text.as_deref().map_or(Ok(()), |text| label(text, context))
}

/// The most characters of a text of several lines.
pub const TEXT_MAX: usize = 2_000;

/// Accepts a text of several lines, or none: line breaks and tabs are the only controls in it.
pub fn text(text: &str, _: &()) -> garde::Result {
    length(text.trim(), 0, TEXT_MAX)?;
    let forbidden = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.chars().any(forbidden) {
        refuse(code::MALFORMED)
    } else {
        Ok(())
    }
}

/// [`text()`], where the field may be absent.
pub fn optional_text(field: &Option<String>, context: &()) -> garde::Result {
    field
        .as_deref()
        .map_or(Ok(()), |field| text(field, context))
}

/// The fewest characters of a team's word in addresses.
pub const SLUG_MIN: usize = 3;
/// The most characters of a team's word in addresses.
pub const SLUG_MAX: usize = 40;

/// Accepts a team's word in addresses, if one is given: lower-case letters, digits and hyphens
/// between them.
pub fn slug(text: &Option<String>, _: &()) -> garde::Result {
    let Some(text) = text.as_deref() else {
        return Ok(());
    };
    length(text, SLUG_MIN, SLUG_MAX)?;
    let is_word = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if text.split('-').all(is_word) {
        Ok(())
    } else {
        refuse(code::SLUG_INVALID)
    }
}

/// The longest time that members of a team have to set up a second factor, in days.
pub const MFA_GRACE_MAX_DAYS: u16 = 90;

/// Accepts the days that members have to set up a second factor, where they may be absent.
pub fn mfa_grace(days: &Option<u16>, _: &()) -> garde::Result {
    days.map_or(Ok(()), |days| in_range(days, 0, MFA_GRACE_MAX_DAYS))
}

/// The most addresses at once.
pub const EMAILS_MAX: usize = 50;

/// Accepts some addresses, not too many at once.
pub fn emails(list: &[String], context: &()) -> garde::Result {
    not_empty(list, context)?;
    if list.len() > EMAILS_MAX {
        return Err(garde::Error::new(format!(
            "{}:1:{EMAILS_MAX}",
            code::TOO_LONG
        )));
    }
    list.iter().try_for_each(|text| email(text, context))
}

/// Accepts a list that holds something.
pub fn not_empty<T>(items: &[T], _: &()) -> garde::Result {
    if items.is_empty() {
        refuse(code::REQUIRED)
    } else {
        Ok(())
    }
}

/// [`not_empty`], where the field may be absent.
pub fn optional_not_empty<T>(items: &Option<Vec<T>>, context: &()) -> garde::Result {
    items
        .as_deref()
        .map_or(Ok(()), |items| not_empty(items, context))
}

/// Accepts the life of an API key in days, if it has an end.
pub fn key_expiry(days: &Option<u16>, _: &()) -> garde::Result {
    days.map_or(Ok(()), |days| in_range(days, 1, KEY_EXPIRY_MAX_DAYS))
}

/// Accepts the hours for which a replaced API key goes on working, where they may be absent.
pub fn key_overlap(hours: &Option<u16>, _: &()) -> garde::Result {
    hours.map_or(Ok(()), |hours| in_range(hours, 0, KEY_OVERLAP_MAX_HOURS))
}

fn in_range(number: u16, min: u16, max: u16) -> garde::Result {
    if (min..=max).contains(&number) {
        Ok(())
    } else {
        Err(garde::Error::new(format!(
            "{}:{min}:{max}",
            code::OUT_OF_RANGE
        )))
    }
}

/// Accepts the token of a mail's link by its length.
pub fn token(text: &str, _: &()) -> garde::Result {
    length(text, 1, TOKEN_MAX)
}

/// The digits of an authenticator app's code.
const TOTP_DIGITS: usize = 6;
/// The most characters of a code with the spaces that people type.
const TOTP_CODE_MAX: usize = 16;
/// The most characters of a recovery code with the hyphens and spaces that people type.
const RECOVERY_CODE_MAX: usize = 64;

/// Brings the code of an authenticator app into its bare form: apps show it with a space.
pub fn normalize_totp_code(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Accepts six digits, spaces aside.
pub fn totp_code(text: &str, _: &()) -> garde::Result {
    length(text.trim(), 1, TOTP_CODE_MAX)?;
    let code = normalize_totp_code(text);
    if code.len() == TOTP_DIGITS && code.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(())
    } else {
        refuse(code::TOTP_CODE_INVALID)
    }
}

/// Brings a recovery code into its bare form: capitals and digits alone.
pub fn normalize_recovery_code(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Accepts any text that could be a recovery code, by its length.
pub fn recovery_code(text: &str, _: &()) -> garde::Result {
    length(text.trim(), 1, RECOVERY_CODE_MAX)
}

/// Accepts the form of an IANA time zone; whether it exists is known to the server.
pub fn time_zone(text: &Option<String>, _: &()) -> garde::Result {
    let Some(text) = text.as_deref() else {
        return Ok(());
    };
    length(text, 1, 64)?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || "/_+-".contains(c);
    if text.chars().all(allowed) {
        Ok(())
    } else {
        refuse(code::TIME_ZONE_UNKNOWN)
    }
}

/// Accepts a search text by its length; control characters cannot be searched for.
pub fn search(text: &Option<String>, _: &()) -> garde::Result {
    let Some(text) = text.as_deref() else {
        return Ok(());
    };
    length(text, 0, SEARCH_MAX)?;
    if text.chars().any(char::is_control) {
        refuse(code::MALFORMED)
    } else {
        Ok(())
    }
}

/// Accepts a cursor by its length.
pub fn cursor(text: &Option<String>, _: &()) -> garde::Result {
    text.as_deref()
        .map_or(Ok(()), |text| length(text, 1, CURSOR_MAX))
}

// What is not seen can make a name look like another one, or like more lines than one. The joiners
// of letters (U+200C, U+200D) are left: names need them.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{061C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

// What shows nothing by itself: also the joiners, and marks that only change what they follow.
const fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || is_invisible(c)
        || matches!(
            c,
            '\u{034F}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200C}'..='\u{200D}'
                | '\u{2800}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FFF0}'..='\u{FFF8}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0080}'..='\u{E0FFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for good in [
            "ada@example.com",
            "  Ada@Example.COM ",
            "a.b+tag@sub.example.co",
            "o'neil@example.ie",
            "x@xn--bcher-kva.example",
        ] {
            assert!(email(good, &()).is_ok(), "{good}");
        }
        for bad in [
            "ada",
            "ada@",
            "@example.com",
            "ada@example",
            "a b@example.com",
            "ada@-x.com",
            "ada@x..com",
            ".ada@example.com",
            "a..b@example.com",
            "ada@bücher.example",
            "İda@example.com",
            "ada@example.com\nBcc: x@y.z",
            "ada@[127.0.0.1]",
            "a@b@c.d ,",
        ] {
            assert!(email(bad, &()).is_err(), "{bad}");
        }
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        for good in ["492039", "492 039", " 492039 "] {
            assert!(totp_code(good, &()).is_ok(), "{good}");
            assert_eq!(normalize_totp_code(good), "492039");
        }
        for bad in ["", "49203", "4920390", "49203x", "٤٩٢٠٣٩"] {
            assert!(totp_code(bad, &()).is_err(), "{bad}");
        }
        assert_eq!(
            normalize_recovery_code(" k7qd 2mxa-PL5W-9rtb"),
            "K7QD2MXAPL5W9RTB"
        );
    }

    #[test]
    fn names_cannot_carry_links_or_direction_tricks() {
        for good in ["Ada", "Jean-Luc", "O’Neil", "محمد", "李", "Anne Marie"] {
            assert!(name(good, &()).is_ok(), "{good}");
        }
        for bad in [
            "",
            "  ",
            "http://evil.example",
            "a\u{202E}b",
            "a\u{2028}b",
            "\u{200B}",
            "\u{3164}",
            "-",
            "a\nb",
            "<b>",
            &"x".repeat(81),
        ] {
            assert!(name(bad, &()).is_err(), "{bad}");
        }
    }

    #[test]
    fn labels_are_seen_and_run_in_one_line() {
        for good in [
            "Engines",
            "-",
            "محركات",
            "می\u{200C}خواهم",
            "👩\u{200D}🔬",
            "❤\u{FE0F}",
            "Anne\u{00A0}Marie",
        ] {
            assert!(label(good, &()).is_ok(), "{good:?}");
        }
        let refused = |text: &str| label(text, &()).unwrap_err().message().to_owned();
        let blanks = "\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{2060}\u{2064}\u{FEFF}\u{00AD}\u{034F}\
                      \u{115F}\u{1160}\u{17B4}\u{180B}\u{2800}\u{3164}\u{FE0F}\u{FFA0}\u{1D173}\u{E0100}\
                      \u{00A0}\u{2003}\u{3000} \t\n";
        for blank in blanks.chars() {
            for text in [blank.to_string(), format!(" {blank}{blank} ")] {
                assert_eq!(refused(&text), code::REQUIRED, "{text:?}");
            }
        }
        assert_eq!(refused(blanks), code::REQUIRED);
        let hidden = "\0\n\r\t\u{0085}\u{00AD}\u{061C}\u{200B}\u{200E}\u{200F}\u{2028}\u{2029}\u{202A}\
                      \u{202B}\u{202C}\u{202D}\u{202E}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{FEFF}";
        for c in hidden.chars() {
            assert_eq!(refused(&format!("a{c}b")), code::MALFORMED, "{c:?}");
            assert!(name(&format!("a{c}b"), &()).is_err(), "{c:?}");
        }
    }

    #[test]
    fn a_rule_tells_all_its_reasons() {
        let codes = |rule: Rule| -> Vec<_> {
            let refusals = rule.refusals();
            refusals.into_iter().map(|refusal| refusal.code).collect()
        };
        assert_eq!(
            codes(Rule::Email),
            ["required", "email_invalid", "too_long"]
        );
        assert_eq!(codes(Rule::Name), ["required", "name_invalid", "too_long"]);
        assert_eq!(
            codes(Rule::NewPassword),
            ["required", "too_short", "malformed", "too_long"]
        );
        assert_eq!(codes(Rule::ExistingPassword), ["required", "too_long"]);
        for (autocomplete, rule) in [
            ("username webauthn", Some(Rule::Email)),
            ("family-name", Some(Rule::Name)),
            ("new-password", Some(Rule::NewPassword)),
            ("one-time-code", None),
            ("", None),
        ] {
            assert_eq!(Rule::of_field(autocomplete), rule, "{autocomplete}");
        }
    }

    #[test]
    fn all_fields_are_reported_with_their_bounds() {
        let input = crate::auth::Register {
            email: "nobody".into(),
            password: "short".into(),
            first_name: String::new(),
            last_name: "L".into(),
            locale: None,
        };
        let errors = check(&input).unwrap_err();
        let seen: Vec<_> = errors
            .iter()
            .map(|e| (e.path.as_str(), e.code.as_str()))
            .collect();
        assert_eq!(
            seen,
            [
                ("email", "email_invalid"),
                ("first_name", "required"),
                ("password", "too_short")
            ]
        );
        assert_eq!(
            errors[2].params,
            Params {
                min: Some(10),
                max: Some(128)
            }
        );
    }
}
