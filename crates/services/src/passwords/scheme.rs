use std::{fmt, str::FromStr};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use aws_lc_rs::rand;

use super::PasswordSettings;
use crate::{Error, Result};

const SALT_BYTES: usize = 16;

/// The most bytes of a password that bcrypt takes into account; it would cut longer ones.
const BCRYPT_MAX_BYTES: usize = 72;

/// What new passwords are hashed by. Hashes of both kinds are understood at any time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PasswordAlgorithm {
    /// argon2id, as a PHC string.
    #[default]
    Argon2id,
    /// bcrypt, in the form `$2b$…`; passwords of more than 72 bytes are refused.
    Bcrypt,
}

impl PasswordAlgorithm {
    /// The name in the configuration.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Argon2id => "argon2id",
            Self::Bcrypt => "bcrypt",
        }
    }
}

impl fmt::Display for PasswordAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for PasswordAlgorithm {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Argon2id, Self::Bcrypt]
            .into_iter()
            .find(|algorithm| algorithm.as_str() == text)
            .ok_or_else(|| format!("must be argon2id or bcrypt, not {text:?}"))
    }
}

/// How new hashes are made.
#[derive(Clone, Debug)]
pub(super) enum Scheme {
    Argon2id(Argon2<'static>),
    Bcrypt { cost: u32 },
}

impl Scheme {
    pub(super) fn new(settings: &PasswordSettings) -> Result<Self> {
        Ok(match settings.algorithm {
            PasswordAlgorithm::Argon2id => {
                let params = Params::new(settings.memory_kib, settings.iterations, 1, None)
                    .map_err(Error::internal)?;
                Self::Argon2id(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
            }
            PasswordAlgorithm::Bcrypt => Self::Bcrypt {
                cost: settings.bcrypt_cost,
            },
        })
    }

    /// The most bytes of a password that can be hashed, if there is a limit.
    pub(super) const fn max_bytes(&self) -> Option<usize> {
        match self {
            Self::Argon2id(_) => None,
            Self::Bcrypt { .. } => Some(BCRYPT_MAX_BYTES),
        }
    }

    pub(super) fn hash(&self, password: &str) -> Result<String> {
        match self {
            Self::Argon2id(argon2) => {
                let mut salt = [0; SALT_BYTES];
                rand::fill(&mut salt).map_err(Error::internal)?;
                let hash = argon2.hash_password_with_salt(password.as_bytes(), &salt);
                Ok(hash.map_err(Error::internal)?.to_string())
            }
            Self::Bcrypt { .. } if password.len() > BCRYPT_MAX_BYTES => {
                Err(Error::internal("bcrypt would cut this password"))
            }
            // The functions that refuse to cut count a byte that ends the password, and so refuse
            // 72 bytes, which other programs have hashed.
            Self::Bcrypt { cost } => bcrypt::hash(password, *cost).map_err(Error::internal),
        }
    }

    /// Whether a hash was made like this: by the same algorithm at the same cost.
    pub(super) fn made(&self, stored: &str) -> bool {
        match self {
            Self::Argon2id(argon2) => PasswordHash::new(stored).is_ok_and(|hash| {
                hash.algorithm.as_str() == "argon2id"
                    && Params::try_from(&hash).is_ok_and(|params| {
                        let wanted = argon2.params();
                        params.m_cost() == wanted.m_cost()
                            && params.t_cost() == wanted.t_cost()
                            && params.p_cost() == wanted.p_cost()
                    })
            }),
            Self::Bcrypt { cost } => is_bcrypt(stored) && cost_of(stored) == Some(*cost),
        }
    }
}

/// Whether a password is the one that a hash was made of, whatever made it.
pub(super) fn verify(password: &str, stored: &str) -> Result<bool> {
    if is_bcrypt(stored) {
        // It cuts what is longer and takes NUL for the end, so that others would pass for the same
        // password. The answer takes as long as any other.
        let is_whole = password.len() <= BCRYPT_MAX_BYTES && !password.contains('\0');
        return Ok(bcrypt::verify(password, stored).map_err(Error::internal)? && is_whole);
    }
    let hash = PasswordHash::new(stored).map_err(Error::internal)?;
    // The cost is that of the hash.
    let argon2 = Argon2::default();
    Ok(argon2.verify_password(password.as_bytes(), &hash).is_ok())
}

fn is_bcrypt(stored: &str) -> bool {
    ["$2a$", "$2b$", "$2x$", "$2y$"]
        .iter()
        .any(|prefix| stored.starts_with(prefix))
}

fn cost_of(stored: &str) -> Option<u32> {
    stored.split('$').nth(2)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn argon2id(iterations: u32) -> Scheme {
        Scheme::new(&PasswordSettings {
            memory_kib: 64,
            iterations,
            ..PasswordSettings::default()
        })
        .unwrap()
    }

    fn bcrypt(cost: u32) -> Scheme {
        Scheme::new(&PasswordSettings {
            algorithm: PasswordAlgorithm::Bcrypt,
            bcrypt_cost: cost,
            ..PasswordSettings::default()
        })
        .unwrap()
    }

    #[test]
    fn each_scheme_verifies_what_any_has_made() {
        for scheme in [argon2id(1), argon2id(2), bcrypt(4), bcrypt(5)] {
            let stored = scheme.hash("three blue teapots").unwrap();
            assert!(verify("three blue teapots", &stored).unwrap(), "{stored}");
            assert!(!verify("three blue teapot", &stored).unwrap(), "{stored}");
        }
    }

    #[test]
    fn hashes_of_other_programs_are_understood() {
        // Test vectors of jBCrypt and crypt_blowfish.
        for (password, stored) in [
            (
                "abc",
                "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
            ),
            (
                "U*U",
                "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            ),
        ] {
            assert!(verify(password, stored).unwrap(), "{stored}");
        }
    }

    #[test]
    fn only_hashes_at_the_present_cost_are_current() {
        let stored = argon2id(2).hash("three blue teapots").unwrap();
        assert!(argon2id(2).made(&stored));
        assert!(!argon2id(3).made(&stored));
        assert!(!bcrypt(4).made(&stored));
        let stored = bcrypt(4).hash("three blue teapots").unwrap();
        assert!(bcrypt(4).made(&stored));
        assert!(!bcrypt(5).made(&stored));
        assert!(!argon2id(2).made(&stored));
    }

    #[test]
    fn bcrypt_never_cuts_a_password() {
        let long = "a".repeat(BCRYPT_MAX_BYTES);
        let stored = bcrypt(4).hash(&long).unwrap();
        assert!(verify(&long, &stored).unwrap());
        assert!(!verify(&format!("{long}b"), &stored).unwrap());
        let stored = bcrypt(4).hash("kettle walrus 9").unwrap();
        assert!(!verify("kettle walrus 9\0kettle walrus 9", &stored).unwrap());
        assert!(bcrypt(4).hash(&format!("{long}b")).is_err());
    }

    #[test]
    fn algorithms_are_read_by_their_names() {
        for algorithm in [PasswordAlgorithm::Argon2id, PasswordAlgorithm::Bcrypt] {
            assert_eq!(algorithm.as_str().parse(), Ok(algorithm));
        }
        assert!("md5".parse::<PasswordAlgorithm>().is_err());
    }
}
