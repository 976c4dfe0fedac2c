//! What is counted, and how much of it is too much.

use std::{collections::BTreeMap, fmt, num::NonZeroU32, str::FromStr, time::Duration};

/// What is counted together.
///
/// Those of [`Rule::OF_CLIENTS`] are counted for each client, the others for each account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Passwords, codes and whatever else proves who somebody is.
    SignIn,
    /// Sign-ups.
    Register,
    /// What sends a mail to an address that anybody may give.
    AskMail,
    /// Tokens of mails.
    UseToken,
    /// Exchanges of refresh tokens.
    Refresh,
    /// Everything else that reads.
    Read,
    /// Everything else that writes.
    Write,
    /// Passwords for one account.
    AccountSignIn,
    /// Codes for one account, and proofs by who is signed in to it already.
    AccountCode,
    /// Mails to one address that strangers can have sent.
    AccountMail,
    /// Mails with invitations that one account has sent to others.
    AccountInvite,
}

impl Rule {
    /// The rules of clients, which are known by their network address.
    pub const OF_CLIENTS: [Self; 7] = [
        Self::SignIn,
        Self::Register,
        Self::AskMail,
        Self::UseToken,
        Self::Refresh,
        Self::Read,
        Self::Write,
    ];
    /// The rules of accounts, whoever asks and from wherever.
    pub const OF_ACCOUNTS: [Self; 4] = [
        Self::AccountSignIn,
        Self::AccountCode,
        Self::AccountMail,
        Self::AccountInvite,
    ];

    /// All rules.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::OF_CLIENTS.into_iter().chain(Self::OF_ACCOUNTS)
    }

    /// The name in headers, in Redis and in the documents.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Register => "register",
            Self::AskMail => "ask-mail",
            Self::UseToken => "use-token",
            Self::Refresh => "refresh",
            Self::Read => "read",
            Self::Write => "write",
            Self::AccountSignIn => "account-sign-in",
            Self::AccountCode => "account-code",
            Self::AccountMail => "account-mail",
            Self::AccountInvite => "account-invite",
        }
    }

    /// What a person never meets, and a program that guesses does at once.
    ///
    /// Clients share an address where there is one for a whole office, school or mobile network.
    pub const fn usual(self) -> Quota {
        let (burst, seconds) = match self {
            Self::SignIn => (120, 60),
            Self::Register => (30, 30 * 60),
            Self::AskMail => (20, 20 * 60),
            Self::UseToken => (30, 30),
            Self::Refresh => (300, 3),
            Self::Read => (1000, 10),
            Self::Write => (200, 10),
            Self::AccountSignIn => (10, 60),
            // Of six digits three are right at any time: so few an hour, and they are guessed in
            // years.
            Self::AccountCode => (10, 30 * 60),
            Self::AccountMail => (6, 30 * 60),
            Self::AccountInvite => (200, 2 * 60 * 60),
        };
        Quota::new(burst, Duration::from_secs(seconds))
    }
}

/// How much is allowed at once, and in what time all of it is there again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    burst: NonZeroU32,
    per: Duration,
}

impl Quota {
    /// The shortest time that a request can take to be allowed again.
    const SHORTEST: Duration = Duration::from_micros(1);

    /// `burst` at once, and so many in each `per` after that. Nought counts as one.
    pub const fn new(burst: u32, per: Duration) -> Self {
        let burst = match NonZeroU32::new(burst) {
            Some(burst) => burst,
            None => NonZeroU32::MIN,
        };
        Self { burst, per }
    }

    /// What is allowed at once.
    pub const fn burst(self) -> NonZeroU32 {
        self.burst
    }

    /// In what time all of it is there again.
    pub const fn per(self) -> Duration {
        self.per
    }

    /// In what time one more is allowed.
    pub fn interval(self) -> Duration {
        (self.per / self.burst.get()).max(Self::SHORTEST)
    }
}

impl fmt::Display for Quota {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.burst, self.per.as_secs())
    }
}

impl FromStr for Quota {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(burst, seconds)| {
            let seconds: u32 = seconds.trim().parse().ok().filter(|seconds| *seconds > 0)?;
            Some((burst.trim().parse::<NonZeroU32>().ok()?, seconds))
        });
        let (burst, seconds) = numbers
            .ok_or_else(|| format!("must be like 10/60, for 10 in 60 seconds, not {text:?}"))?;
        Ok(Self::new(burst.get(), Duration::from_secs(seconds.into())))
    }
}

/// The quotas of all rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotas(BTreeMap<Rule, Quota>);

impl Quotas {
    /// These quotas with another one for `rule`.
    #[must_use]
    pub fn with(mut self, rule: Rule, quota: Quota) -> Self {
        self.0.insert(rule, quota);
        self
    }

    /// The quota of a rule: the usual one unless there is another.
    pub fn of(&self, rule: Rule) -> Quota {
        self.0.get(&rule).copied().unwrap_or(rule.usual())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotas_are_read_as_they_are_written() {
        for rule in Rule::all() {
            let quota = rule.usual();
            assert_eq!(quota.to_string().parse(), Ok(quota));
        }
        for text in ["", "10", "0/60", "10/0", "-1/60", "10/60/1", "ten/60"] {
            assert!(text.parse::<Quota>().is_err(), "{text}");
        }
    }

    #[test]
    fn names_tell_rules_apart() {
        let names: std::collections::BTreeSet<_> = Rule::all().map(Rule::as_str).collect();
        assert_eq!(names.len(), Rule::all().count());
    }

    #[test]
    fn people_never_meet_a_limit() {
        let in_an_hour = |rule: Rule| {
            let quota = rule.usual();
            let refilled = 3600 / quota.interval().as_secs().max(1);
            u64::from(quota.burst().get()) + refilled
        };
        assert!(in_an_hour(Rule::Register) >= 20);
        for rule in [Rule::AccountSignIn, Rule::AccountCode] {
            assert!(rule.usual().burst().get() > 5, "{}", rule.as_str());
        }
        let refresh = Rule::Refresh.usual();
        assert!(refresh.burst().get() >= 60 && refresh.interval() <= Duration::from_secs(1) / 60);
    }
}
