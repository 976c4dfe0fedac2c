//! The one place that decides whether somebody is signed in.
//!
//! Whatever somebody has proved first (a password, an account elsewhere), it ends here, and only
//! from here can a session begin: `sessions::start` asks for a [`Grant`], which nothing else can
//! make. So no way of signing in can pass by a second factor or a deactivated account.

use std::str::FromStr;

use contract::{SessionId, UserId, mfa::MfaMethod, problem::code, users::User};
use db::Tx;

use super::challenges;
use crate::{
    Ctx, Error, Origin, Result, account,
    devices::{self, DeviceToken},
    impersonation::Impersonator,
    lockouts,
    mails::{self, Mail},
    mfa,
    security_events::{self, SecurityEvent},
    sessions::{self, Tokens},
    users,
};

/// What somebody has proved first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstFactor {
    /// That they know the password.
    Password,
    /// That an account elsewhere is theirs.
    Oauth,
    /// That they have a passkey, on a device that knows them: two factors in one.
    Passkey,
    /// That they are of the staff and may act as this person, who has proved nothing here.
    Impersonation,
}

impl FirstFactor {
    /// Every one.
    pub const ALL: [Self; 4] = [
        Self::Password,
        Self::Passkey,
        Self::Oauth,
        Self::Impersonation,
    ];

    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Oauth => "oauth",
            Self::Passkey => "passkey",
            Self::Impersonation => "impersonation",
        }
    }
}

impl FromStr for FirstFactor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|factor| factor.as_str() == text)
            .ok_or_else(|| format!("no first factor: {text:?}"))
    }
}

/// Whether a second factor stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SecondFactor {
    /// The account has none.
    None,
    /// It has one, and it has not been proved here lately.
    Due,
    /// It has one, and its owner trusts this browser.
    Trusted,
}

/// How an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Account {
    /// It may be used.
    Active,
    /// There is only a sign-up whose address was never confirmed.
    Unverified,
    /// It was deactivated.
    Deactivated,
    /// It is about to be deleted, and deactivated until then.
    Deleting,
}

/// What follows from all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    Admit,
    Challenge,
    Refuse(&'static str),
}

/// The policy of signing in.
const fn decide(factor: FirstFactor, second: SecondFactor, account: Account) -> Decision {
    match (account, factor, second) {
        (Account::Unverified, ..) => Decision::Refuse(code::EMAIL_UNVERIFIED),
        (Account::Deactivated, ..) => Decision::Refuse(code::ACCOUNT_DISABLED),
        (Account::Deleting, ..) => Decision::Refuse(code::ACCOUNT_DELETING),
        (Account::Active, FirstFactor::Password | FirstFactor::Oauth, SecondFactor::Due) => {
            Decision::Challenge
        }
        (
            Account::Active,
            FirstFactor::Password | FirstFactor::Oauth,
            SecondFactor::None | SecondFactor::Trusted,
        )
        // Who acts as somebody else has given the proofs of their own account.
        | (Account::Active, FirstFactor::Passkey | FirstFactor::Impersonation, _) => {
            Decision::Admit
        }
    }
}

/// The leave to begin a session, which only this module gives.
#[derive(Debug)]
pub(crate) struct Grant {
    user: UserId,
    impersonator: Option<Impersonator>,
}

impl Grant {
    /// Whose session may begin.
    pub(crate) const fn user(&self) -> UserId {
        self.user
    }

    /// Who acts in it as its owner, if it is somebody else.
    pub(crate) const fn impersonator(&self) -> Option<Impersonator> {
        self.impersonator
    }
}

/// A first factor that was proved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Proof {
    /// Who has proved it.
    pub(crate) user: UserId,
    /// What it was.
    pub(crate) factor: FirstFactor,
}

/// Where signing in has led.
#[derive(Debug)]
pub enum SignIn {
    /// To a session.
    Session {
        /// Who is signed in.
        user: Box<User>,
        /// The session's tokens.
        tokens: Tokens,
        /// By what the browser is known again.
        device: DeviceToken,
    },
    /// To the question for a second factor.
    Challenge {
        /// What would be accepted.
        methods: Vec<MfaMethod>,
        /// Names the challenge, for [`challenges::TTL`].
        token: String,
    },
}

/// Signs in who has proved a first factor, or asks for the second.
///
/// # Errors
///
/// [`code::ACCOUNT_DISABLED`] if the account is deactivated, or [`code::ACCOUNT_DELETING`] if it is
/// about to be deleted.
pub(crate) async fn complete(ctx: &Ctx, tx: &Tx, proof: Proof, origin: &Origin) -> Result<SignIn> {
    let Proof { user, factor } = proof;
    let user = lock(tx, user).await?;
    let methods = mfa::methods(&**tx, user.id).await?;
    let second = if methods.is_empty() {
        SecondFactor::None
    } else if devices::is_trusted(&**tx, user.id, origin, ctx.clock.now()).await? {
        SecondFactor::Trusted
    } else {
        SecondFactor::Due
    };
    match decide(factor, second, account_of(tx, &user).await?) {
        Decision::Refuse(code) => Err(Error::Forbidden { code }),
        Decision::Admit => admit(ctx, tx, user, origin, false).await,
        Decision::Challenge => {
            let token = challenges::begin(ctx, tx, user.id, factor).await?;
            Ok(SignIn::Challenge { methods, token })
        }
    }
}

/// Signs in who has answered a challenge; `trust` is whether they trust the browser.
///
/// # Errors
///
/// [`code::ACCOUNT_DISABLED`] or [`code::ACCOUNT_DELETING`] if that happened meanwhile.
pub(super) async fn complete_challenge(
    ctx: &Ctx,
    tx: &Tx,
    user: User,
    factor: FirstFactor,
    origin: &Origin,
    trust: bool,
) -> Result<SignIn> {
    // The second factor is proved as if the browser were trusted; everything else still counts.
    match decide(factor, SecondFactor::Trusted, account_of(tx, &user).await?) {
        Decision::Refuse(code) => Err(Error::Forbidden { code }),
        Decision::Challenge => Err(Error::internal("a trusted browser was challenged")),
        Decision::Admit => admit(ctx, tx, user, origin, trust).await,
    }
}

/// Signs a staff member in as somebody else, who is locked; that they may is decided already.
///
/// Nothing of the owner's is touched: their browser is not known by it, and no failures are forgotten.
///
/// # Errors
///
/// [`code::ACCOUNT_DISABLED`] or [`code::ACCOUNT_DELETING`] if the owner could not sign in either.
pub(crate) async fn impersonate(
    ctx: &Ctx,
    tx: &Tx,
    target: &User,
    impersonator: Impersonator,
    origin: &Origin,
) -> Result<(Tokens, SessionId)> {
    let second = if mfa::methods(&**tx, target.id).await?.is_empty() {
        SecondFactor::None
    } else {
        SecondFactor::Due
    };
    let account = account_of(tx, target).await?;
    match decide(FirstFactor::Impersonation, second, account) {
        Decision::Refuse(code) => Err(Error::Forbidden { code }),
        Decision::Challenge => Err(Error::internal("nobody can answer in their place")),
        Decision::Admit => {
            let grant = Grant {
                user: target.id,
                impersonator: Some(impersonator),
            };
            sessions::start(ctx, tx, &grant, origin).await
        }
    }
}

/// Refuses who has proved the password of a sign-up that was never confirmed.
pub(super) const fn refuse_unverified() -> Error {
    match decide(
        FirstFactor::Password,
        SecondFactor::None,
        Account::Unverified,
    ) {
        Decision::Refuse(code) => Error::Forbidden { code },
        Decision::Admit | Decision::Challenge => Error::unauthenticated(),
    }
}

/// Makes sign-ins of one person take turns with each other and with changes of what they prove.
pub(super) async fn lock(tx: &Tx, user: UserId) -> Result<User> {
    let row = users::lock(tx, user).await?;
    users::view(row.ok_or_else(Error::unauthenticated)?)
}

async fn admit(ctx: &Ctx, tx: &Tx, user: User, origin: &Origin, trust: bool) -> Result<SignIn> {
    lockouts::end(ctx, tx, &user.email, origin).await?;
    let arrival = devices::arrive(ctx, tx, user.id, origin, trust).await?;
    let grant = Grant {
        user: user.id,
        impersonator: None,
    };
    let (tokens, session) = sessions::start(ctx, tx, &grant, origin).await?;
    let event = SecurityEvent::SignedIn;
    security_events::record(ctx, tx, event, user.id, Some(session), origin).await?;
    if arrival.is_surprising {
        let mail = Mail::NewDevice {
            first_name: user.first_name.clone(),
            user_agent: origin.user_agent.clone(),
            address: origin.address.to_string(),
        };
        mails::send(ctx, tx, &user.email, user.locale, mail).await?;
    }
    Ok(SignIn::Session {
        user: Box::new(user),
        tokens,
        device: arrival.token,
    })
}

async fn account_of(tx: &Tx, user: &User) -> Result<Account> {
    Ok(if user.is_active {
        Account::Active
    } else if account::is_deleting(&**tx, user.id).await? {
        Account::Deleting
    } else {
        Account::Deactivated
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND_FACTORS: [SecondFactor; 3] =
        [SecondFactor::None, SecondFactor::Due, SecondFactor::Trusted];
    const ACCOUNTS: [Account; 4] = [
        Account::Active,
        Account::Unverified,
        Account::Deactivated,
        Account::Deleting,
    ];

    const UNVERIFIED: Decision = Decision::Refuse(code::EMAIL_UNVERIFIED);
    const DISABLED: Decision = Decision::Refuse(code::ACCOUNT_DISABLED);
    const DELETING: Decision = Decision::Refuse(code::ACCOUNT_DELETING);

    /// For each first and second factor: an account that is active, unverified, deactivated, about to
    /// be deleted.
    const TABLE: &[(FirstFactor, SecondFactor, [Decision; 4])] = &[
        (
            FirstFactor::Password,
            SecondFactor::None,
            [Decision::Admit, UNVERIFIED, DISABLED, DELETING],
        ),
        (
            FirstFactor::Password,
            SecondFactor::Due,
            [Decision::Challenge, UNVERIFIED, DISABLED, DELETING],
        ),
        (
            FirstFactor::Password,
            SecondFactor::Trusted,
            [Decision::Admit, UNVERIFIED, DISABLED, DELETING],
        ),
        (
            FirstFactor::Oauth,
            SecondFactor::None,
            [Decision::Admit, UNVERIFIED, DISABLED, DELETING],
        ),
        (
            FirstFactor::Oauth,
            SecondFactor::Due,
            [Decision::Challenge, UNVERIFIED, DISABLED, DELETING],
        ),
        (
            FirstFactor::Oauth,
            SecondFactor::Trusted,
            [Decision::Admit, UNVERIFIED, DISABLED, DELETING],
        ),
        (
            FirstFactor::Passkey,
            SecondFactor::None,
            [Decision::Admit, UNVERIFIED, DISABLED, DELETING],
        ),
        (
            FirstFactor::Passkey,
            SecondFactor::Due,
            [Decision::Admit, UNVERIFIED, DISABLED, DELETING],
        ),
        (
            FirstFactor::Passkey,
            SecondFactor::Trusted,
            [Decision::Admit, UNVERIFIED, DISABLED, DELETING],
        ),
        (
            FirstFactor::Impersonation,
            SecondFactor::None,
            [Decision::Admit, UNVERIFIED, DISABLED, DELETING],
        ),
        (
            FirstFactor::Impersonation,
            SecondFactor::Due,
            [Decision::Admit, UNVERIFIED, DISABLED, DELETING],
        ),
        (
            FirstFactor::Impersonation,
            SecondFactor::Trusted,
            [Decision::Admit, UNVERIFIED, DISABLED, DELETING],
        ),
    ];

    #[test]
    fn every_way_of_signing_in_has_its_row() {
        assert_eq!(
            TABLE.len(),
            FirstFactor::ALL.len() * SECOND_FACTORS.len(),
            "each pair has one row"
        );
        for factor in FirstFactor::ALL {
            for second in SECOND_FACTORS {
                let row = TABLE.iter().find(|row| (row.0, row.1) == (factor, second));
                let (_, _, expected) = row.unwrap_or_else(|| panic!("{factor:?} × {second:?}"));
                for (account, expected) in ACCOUNTS.into_iter().zip(expected) {
                    assert_eq!(
                        decide(factor, second, account),
                        *expected,
                        "{factor:?} × {second:?} × {account:?}"
                    );
                }
            }
        }
    }
}
