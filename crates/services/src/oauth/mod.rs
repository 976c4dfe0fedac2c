//! Signing in with an account elsewhere, and connecting one.
//!
//! Somebody who goes to a provider leaves a *flow* behind: what must come back with them. Its state
//! is in the address and in a cookie, so that nobody finishes in one browser what was begun in
//! another; it works once and for ten minutes. What the provider answers is checked by
//! `oidc` and `github`; here is decided whose account it opens:
//!
//! - whom the provider's name for the person is known of;
//! - else who has the address, if the provider vouches for it (ours are confirmed, always);
//! - else nobody: an account is made, again only for an address that the provider vouches for.
//!
//! For an address without that there is one refusal, whether or not it has an account here.

mod github;
mod http;
mod oidc;
mod provider;
mod store;

use std::time::Duration;

use chrono::{DateTime, Utc};
use contract::{
    Locale, SessionId, UserId,
    oauth::{Callback, ProviderId, Providers as Listed},
    path,
    problem::code,
    users::User,
    validation,
};
use db::{Tx, entity::oauth_flows::Model};

use self::provider::{Person, Provider, Secrets, refused};
pub use self::provider::{Protocol, ProviderSettings, Providers};
use crate::{
    Ctx, Error, Origin, Result,
    auth::{
        self, FirstFactor, SignIn,
        sign_in::{self, Proof},
    },
    identities::{self, NewIdentity},
    ids::hash_token,
    sessions::{self, Actor},
    users::{self, NewUser},
};

/// How long somebody may be away.
pub const FLOW_TTL: Duration = Duration::from_mins(10);
/// Where one goes after signing in, unless somewhere else was asked for.
const HOME: &str = "/dashboard";
/// Where accounts are connected.
const SETTINGS: &str = "/settings/security";
/// The longest way back that is kept.
const RETURN_TO_MAX: usize = 2000;
/// What the verifier of PKCE is sealed for.
const SEALED_FOR: &str = "oauth_verifier";
/// What a provider says when the person has not agreed.
const ACCESS_DENIED: &str = "access_denied";

/// Somebody who is about to go to a provider.
#[derive(Clone)]
pub struct Started {
    /// Where to go.
    pub authorize_url: String,
    /// What the browser has to bring back, besides what is in the address.
    pub state: String,
}

/// Somebody who has come back from a provider.
#[derive(Debug)]
pub struct Finished {
    /// Whether they were to connect an account, being signed in already.
    pub is_link: bool,
    /// Where to go on, or to begin anew.
    pub return_to: String,
    /// What has become of it.
    pub outcome: Result<Outcome>,
}

/// What has become of it.
#[derive(Debug)]
pub enum Outcome {
    /// They have proved who they are.
    SignedIn(SignIn),
    /// Their account there is connected.
    Linked,
}

/// What was left behind by somebody who is away.
struct Flow {
    id: uuid::Uuid,
    secrets: Secrets,
    link: Option<(UserId, SessionId)>,
    return_to: String,
}

/// Lists the providers that are set up.
pub fn providers(ctx: &Ctx) -> Listed {
    Listed {
        items: ctx.oauth.views(),
    }
}

/// Begins to sign somebody in by a provider; afterwards they go to `next`, if it is a path of ours.
///
/// # Errors
///
/// - [`Error::NotFound`] if the provider is not set up.
/// - [`code::OAUTH_UNREACHABLE`] if it does not answer.
pub async fn start(ctx: &Ctx, provider: ProviderId, next: Option<&str>) -> Result<Started> {
    begin(ctx, provider, None, return_path(next)).await
}

/// Begins to connect the actor's account at a provider.
///
/// # Errors
///
/// - [`code::STEP_UP_REQUIRED`] unless the actor has proved lately who they are.
/// - Those of [`start`].
pub async fn link(ctx: &Ctx, actor: &Actor, provider: ProviderId) -> Result<Started> {
    auth::step_up::require(ctx, actor).await?;
    let link = Some((actor.user.id, actor.session));
    begin(ctx, provider, link, SETTINGS).await
}

/// Takes somebody back who was at a provider; `browser_state` is what the browser has kept, `locale`
/// the language of an account that may have to be made.
///
/// What goes wrong is part of the answer, with the way on.
///
/// # Errors
///
/// [`Error::NotFound`] if the provider is not set up.
pub async fn finish(
    ctx: &Ctx,
    provider: ProviderId,
    callback: Callback,
    browser_state: Option<&str>,
    locale: Locale,
    origin: &Origin,
) -> Result<Finished> {
    let provider = ctx.oauth.find(provider)?;
    let flow = match resume(ctx, provider.id, callback.state.as_deref(), browser_state).await {
        Ok(flow) => flow,
        Err(error) => {
            return Ok(Finished {
                is_link: false,
                return_to: HOME.to_owned(),
                outcome: Err(error),
            });
        }
    };
    let outcome = match prove(ctx, provider, &flow, callback).await {
        Ok(person) => conclude(ctx, provider.id, flow.link, person, locale, origin).await,
        Err(error) => Err(error),
    };
    Ok(Finished {
        is_link: flow.link.is_some(),
        return_to: flow.return_to,
        outcome,
    })
}

/// Deletes flows that expired before `before`, at most `limit` of them.
pub(crate) async fn purge(tx: Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    store::purge(&tx, before, limit).await
}

fn return_path(next: Option<&str>) -> &str {
    next.and_then(path::own)
        .filter(|path| path.len() <= RETURN_TO_MAX)
        .unwrap_or(HOME)
}

/// The very address that is registered with the provider.
fn redirect_uri(ctx: &Ctx, provider: ProviderId) -> String {
    let path = path::OAUTH_CALLBACK.replace("{provider}", provider.as_str());
    format!("{}{path}", ctx.settings.public_url)
}

async fn begin(
    ctx: &Ctx,
    provider: ProviderId,
    link: Option<(UserId, SessionId)>,
    return_to: &str,
) -> Result<Started> {
    let provider = ctx.oauth.find(provider)?;
    let now = ctx.clock.now();
    let secrets = Secrets {
        state: ctx.ids.token()?,
        nonce: ctx.ids.token()?,
        verifier: ctx.ids.token()?,
    };
    let authorize_url = provider
        .authorize_url(redirect_uri(ctx, provider.id), &secrets, now)
        .await?;
    let flow = store::NewFlow {
        state_hash: hash_token(&secrets.state),
        provider: provider.id,
        nonce: secrets.nonce,
        sealed_verifier: ctx.seal.seal(SEALED_FOR, secrets.verifier.as_bytes())?,
        return_to: return_to.to_owned(),
        link,
        expires_at: now + FLOW_TTL,
    };
    ctx.db
        .write(|tx| {
            let flow = flow.clone();
            async move { store::insert(&*tx, ctx.ids.uuid(now)?, flow, now).await }
        })
        .await?;
    Ok(Started {
        authorize_url,
        state: secrets.state,
    })
}

/// Finds what somebody has left behind.
async fn resume(
    ctx: &Ctx,
    provider: ProviderId,
    state: Option<&str>,
    browser_state: Option<&str>,
) -> Result<Flow> {
    let unknown = || refused(code::OAUTH_STATE_INVALID);
    let state = state
        .filter(|state| browser_state == Some(*state))
        .ok_or_else(unknown)?;
    let hash = hash_token(state);
    let row = store::find_live(ctx.db.read(), provider, &hash, ctx.clock.now())
        .await?
        .ok_or_else(unknown)?;
    if row.code_hash.is_some() {
        return Err(refused(code::OAUTH_CODE_REPLAYED));
    }
    read(ctx, row, state)
}

fn read(ctx: &Ctx, row: Model, state: &str) -> Result<Flow> {
    let verifier = ctx.seal.open(SEALED_FOR, &row.sealed_verifier)?;
    let link = row.user_id.zip(row.session_id);
    Ok(Flow {
        id: row.id,
        secrets: Secrets {
            state: state.to_owned(),
            nonce: row.nonce,
            verifier: String::from_utf8(verifier).map_err(Error::internal)?,
        },
        link: link.map(|(user, session)| (UserId::new(user), SessionId::new(session))),
        return_to: row.return_to,
    })
}

/// Has the provider say who has come back, and uses the flow up.
async fn prove(ctx: &Ctx, provider: &Provider, flow: &Flow, callback: Callback) -> Result<Person> {
    let Callback {
        state: _,
        code,
        error,
        iss,
    } = callback;
    let now = ctx.clock.now();
    let id = flow.id;
    provider.check_issuer(iss.as_deref(), now).await?;
    let Some(code) = code else {
        ctx.db
            .write(|tx| async move { store::delete(&*tx, id).await })
            .await?;
        return Err(refused(match error.as_deref() {
            Some(ACCESS_DENIED) => code::OAUTH_DENIED,
            _ => code::OAUTH_PROVIDER_FAILED,
        }));
    };
    let code_hash = &hash_token(&code);
    let is_first = ctx
        .db
        .write(|tx| async move { store::consume(&*tx, id, code_hash).await })
        .await?;
    if !is_first {
        return Err(refused(code::OAUTH_CODE_REPLAYED));
    }
    let redirect_uri = redirect_uri(ctx, provider.id);
    provider
        .person(redirect_uri, code, flow.secrets.clone(), now)
        .await
}

async fn conclude(
    ctx: &Ctx,
    provider: ProviderId,
    link: Option<(UserId, SessionId)>,
    person: Person,
    locale: Locale,
    origin: &Origin,
) -> Result<Outcome> {
    ctx.db
        .write(|tx| {
            let person = person.clone();
            async move {
                match link {
                    Some((user, session)) => {
                        connect(ctx, &tx, provider, person, user, session, origin).await?;
                        Ok(Outcome::Linked)
                    }
                    None => sign_in(ctx, &tx, provider, person, locale, origin)
                        .await
                        .map(Outcome::SignedIn),
                }
            }
        })
        .await
}

/// Connects the account of a person with that of a user who is still signed in.
async fn connect(
    ctx: &Ctx,
    tx: &Tx,
    provider: ProviderId,
    person: Person,
    user: UserId,
    session: SessionId,
    origin: &Origin,
) -> Result<()> {
    users::lock(tx, user)
        .await?
        .ok_or_else(Error::unauthenticated)?;
    let user = sessions::find_user(ctx, tx, session, user).await?;
    match identities::find_owner(&**tx, provider, &person.subject).await? {
        Some(owner) if owner == user.id => Ok(()),
        Some(_) => Err(refused(code::OAUTH_IDENTITY_TAKEN)),
        None => {
            let identity = identity(provider, person);
            identities::link(ctx, tx, &user, identity, Some(session), origin).await
        }
    }
}

async fn sign_in(
    ctx: &Ctx,
    tx: &Tx,
    provider: ProviderId,
    person: Person,
    locale: Locale,
    origin: &Origin,
) -> Result<SignIn> {
    let now = ctx.clock.now();
    let owner = identities::find_owner(&**tx, provider, &person.subject).await?;
    let user = match owner {
        Some(user) => {
            let Person { subject, email, .. } = person;
            identities::touch(&**tx, provider, &subject, email, now).await?;
            user
        }
        None => adopt(ctx, tx, provider, person, locale, origin).await?,
    };
    let factor = FirstFactor::Oauth;
    sign_in::complete(ctx, tx, Proof { user, factor }, origin).await
}

/// Finds or makes the account of somebody who signs in by a provider for the first time.
async fn adopt(
    ctx: &Ctx,
    tx: &Tx,
    provider: ProviderId,
    person: Person,
    locale: Locale,
    origin: &Origin,
) -> Result<UserId> {
    let email = person
        .email
        .clone()
        .filter(|email| person.is_verified && validation::email(email, &()).is_ok())
        .ok_or(refused(code::OAUTH_EMAIL_UNVERIFIED))?;
    match users::find_by_email(&**tx, &email).await? {
        Some(row) => {
            let user = lock(tx, UserId::new(row.id)).await?;
            let identity = identity(provider, person);
            match identities::link(ctx, tx, &user, identity, None, origin).await {
                // Whoever has the address has connected another account of the provider.
                Err(Error::Conflict {
                    code: code::OAUTH_ALREADY_LINKED,
                }) => Err(refused(code::OAUTH_LINK_REQUIRED)),
                linked => linked.map(|()| user.id),
            }
        }
        None => create(ctx, tx, provider, person, email, locale).await,
    }
}

async fn lock(tx: &Tx, user: UserId) -> Result<User> {
    users::view(users::lock(tx, user).await?.ok_or(Error::NotFound)?)
}

async fn create(
    ctx: &Ctx,
    tx: &Tx,
    provider: ProviderId,
    person: Person,
    email: String,
    locale: Locale,
) -> Result<UserId> {
    let now = ctx.clock.now();
    let user = NewUser {
        first_name: name(person.first_name.as_deref()).unwrap_or_else(|| name_in(&email)),
        last_name: name(person.last_name.as_deref()).unwrap_or_default(),
        email,
        password_hash: None,
        locale,
        is_superuser: false,
    };
    // Whoever has signed up with the address and a password has not proved that it is theirs.
    auth::forget_registrations(&**tx, &user.email).await?;
    let row = users::insert(&**tx, ctx.ids.uuid(now)?, user, now).await?;
    let id = UserId::new(row.id);
    identities::insert(ctx, tx, id, identity(provider, person)).await?;
    Ok(id)
}

fn identity(provider: ProviderId, person: Person) -> NewIdentity {
    NewIdentity {
        provider,
        subject: person.subject,
        email: person.email,
    }
}

/// A name that we would have taken from the person too.
fn name(told: Option<&str>) -> Option<String> {
    told.map(str::trim)
        .filter(|name| validation::name(name, &()).is_ok())
        .map(str::to_owned)
}

/// What to call somebody of whom there is only an address.
fn name_in(email: &str) -> String {
    let local = email.split('@').next().unwrap_or_default();
    let first = local.split(|c: char| !c.is_alphanumeric()).next();
    name(first).unwrap_or_else(|| local.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_on_this_site() {
        for (next, expected) in [
            (None, HOME),
            (Some("/users?sort=email"), "/users?sort=email"),
            (Some("//evil.example"), HOME),
            (Some("https://evil.example"), HOME),
        ] {
            assert_eq!(return_path(next), expected);
        }
        let long = format!("/{}", "a".repeat(RETURN_TO_MAX));
        assert_eq!(return_path(Some(&long)), HOME);
    }

    #[test]
    fn who_has_no_name_is_called_by_the_address() {
        assert_eq!(name_in("grace.hopper@example.com"), "grace");
        assert_eq!(name_in("grace@example.com"), "grace");
        assert_eq!(name(Some("  Grace ")), Some("Grace".to_owned()));
        assert_eq!(name(Some("https://evil.example")), None);
        assert_eq!(name(Some("")), None);
    }
}
