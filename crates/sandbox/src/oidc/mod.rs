//! A provider of identities: OpenID Connect, and as much of GitHub's API as signing in takes.
//!
//! Whoever comes to the authorisation page chooses who to be. Everything else is as strict as a real
//! provider: exact redirect addresses, a code that works once and for a minute, the verifier of PKCE,
//! the client's secret, signed tokens. [`Provider::misbehave`] makes it lie, one lie at a time.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, TimeDelta, Utc};

use self::key::Key;
pub use self::people::Person;
use crate::{lock, now, secret};

mod authorize;
mod github;
mod key;
mod people;
mod token;
mod web;

pub use web::router;

/// How long a code works.
const CODE_TTL: TimeDelta = TimeDelta::minutes(1);
/// How long tokens work.
const TOKEN_TTL: TimeDelta = TimeDelta::minutes(5);

/// The one program that may ask this provider.
#[derive(Debug, Clone)]
pub struct Client {
    /// Its id.
    pub id: String,
    /// Its secret.
    pub secret: String,
    /// The only addresses to which people are sent back.
    pub redirect_uris: Vec<String>,
}

/// A provider; a clone is the same one.
#[derive(Clone)]
pub struct Provider {
    inner: Arc<Inner>,
}

/// What the provider does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Tokens name another issuer.
    TokenIssuer,
    /// Tokens are meant for another program.
    Audience,
    /// Tokens answer another request.
    Nonce,
    /// Tokens are signed by another key under the name of the right one.
    Signature,
    /// Tokens ran out long ago.
    Expired,
    /// People are sent back in the name of another issuer.
    ResponseIssuer,
    /// The challenge of PKCE is remembered wrongly, so that no verifier fits.
    Challenge,
    /// The other program gets no answer but 503.
    Away,
}

/// The organisation in whose name [`Provider::of_many`] signs.
const TENANT: &str = "9f8c1b1e-3f0a-4a53-9b8e-6f1f2f0c7d11";

struct Inner {
    /// Where it is.
    issuer: String,
    /// What it calls itself in its description.
    described_as: String,
    /// What it calls itself in tokens.
    signs_as: String,
    is_of_many: bool,
    client: Client,
    state: Mutex<State>,
}

struct State {
    key: Key,
    fault: Option<Fault>,
    codes: HashMap<String, Grant>,
    access_tokens: HashMap<String, Person>,
}

/// What a code stands for.
#[derive(Debug, Clone)]
struct Grant {
    person: Person,
    redirect_uri: String,
    challenge: String,
    nonce: Option<String>,
    expires_at: DateTime<Utc>,
}

impl Provider {
    /// Makes a provider that is known as `issuer`, an address without a slash at its end.
    ///
    /// # Errors
    ///
    /// If the system gives no randomness for its key.
    pub fn new(issuer: impl Into<String>, client: Client) -> io::Result<Self> {
        let issuer = issuer.into();
        let names = [issuer.clone(), issuer.clone()];
        Self::with(issuer, names, false, client)
    }

    /// Makes a provider for many organisations at `origin`, of which each is an issuer of its own, as
    /// Microsoft is: its issuer is `{origin}/common/v2.0`, and it tells of verified addresses in its
    /// own way.
    ///
    /// # Errors
    ///
    /// If the system gives no randomness for its key.
    pub fn of_many(origin: &str, client: Client) -> io::Result<Self> {
        let name = |tenant: &str| format!("{origin}/{tenant}/v2.0");
        let names = [name("{tenantid}"), name(TENANT)];
        Self::with(name("common"), names, true, client)
    }

    fn with(
        issuer: String,
        [described_as, signs_as]: [String; 2],
        is_of_many: bool,
        client: Client,
    ) -> io::Result<Self> {
        Ok(Self {
            inner: Arc::new(Inner {
                issuer,
                described_as,
                signs_as,
                is_of_many,
                client,
                state: Mutex::new(State {
                    key: Key::generate()?,
                    fault: None,
                    codes: HashMap::new(),
                    access_tokens: HashMap::new(),
                }),
            }),
        })
    }

    /// The address at which it describes itself.
    pub fn issuer(&self) -> &str {
        &self.inner.issuer
    }

    /// Does one thing wrong from now on, or nothing any more.
    pub fn misbehave(&self, fault: Option<Fault>) {
        self.state().fault = fault;
    }

    /// Signs with a new key from now on, and forgets the old one.
    ///
    /// # Errors
    ///
    /// If the system gives no randomness.
    pub fn change_key(&self) -> io::Result<()> {
        self.state().key = Key::generate()?;
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.inner.state)
    }

    fn has_fault(&self, fault: Fault) -> bool {
        self.state().fault == Some(fault)
    }

    /// Gives out a code for what somebody has agreed to.
    fn grant(&self, grant: Grant) -> io::Result<String> {
        let code = secret()?;
        self.state().codes.insert(code.clone(), grant);
        Ok(code)
    }

    /// Takes a code back, which makes it worthless; `None` if it does not work.
    fn redeem(&self, code: &str) -> Option<Grant> {
        let grant = self.state().codes.remove(code)?;
        (grant.expires_at > now()).then_some(grant)
    }

    /// Gives out an access token.
    fn admit(&self, person: Person) -> io::Result<String> {
        let token = secret()?;
        self.state().access_tokens.insert(token.clone(), person);
        Ok(token)
    }

    /// Whom an access token speaks for.
    fn person_of(&self, access_token: &str) -> Option<Person> {
        self.state().access_tokens.get(access_token).cloned()
    }
}
