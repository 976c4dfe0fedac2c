//! Time-based codes (RFC 6238) as every authenticator app makes them: SHA-1, six digits, 30 seconds.

use chrono::{DateTime, Utc};
use contract::{UserId, mfa::TotpSetup};
use qrcode::{QrCode, render::svg};
use totp_rs::{Algorithm, Builder, Totp};

use crate::{Error, Result};

/// The bytes of a secret, as many as the digest has.
pub(super) const SECRET_BYTES: usize = 20;
const DIGITS: u8 = 6;
const STEP_SECONDS: u64 = 30;
/// The steps before and after the present one whose codes are accepted.
const SKEW: u16 = 1;
/// The least width and height of the QR code in pixels.
const QR_SIZE: u32 = 240;

/// What a secret is sealed for: one that was moved to another user's row does not open.
pub(super) fn purpose(user: UserId) -> String {
    format!("totp:{user}")
}

/// The step whose code was given, if it is near the present one.
pub(super) fn matching_step(secret: &[u8], code: &str, now: DateTime<Utc>) -> Result<Option<i64>> {
    let totp = builder(secret).build().map_err(Error::internal)?;
    let seconds = u64::try_from(now.timestamp()).map_err(Error::internal)?;
    totp.check(code, seconds)
        .map(|step| i64::try_from(step).map_err(Error::internal))
        .transpose()
}

/// A secret as apps take it: to type, to open, to scan.
pub(super) fn describe(secret: &[u8], email: &str, issuer: &str) -> Result<TotpSetup> {
    let totp: Totp = builder(secret)
        .with_account_name(email)
        .with_issuer(Some(issuer))
        .build()
        .map_err(Error::internal)?;
    let otpauth_url = totp.to_url().map_err(Error::internal)?;
    let qr_svg = QrCode::new(&otpauth_url)
        .map_err(Error::internal)?
        .render::<svg::Color<'_>>()
        .min_dimensions(QR_SIZE, QR_SIZE)
        .quiet_zone(true)
        .build();
    Ok(TotpSetup {
        secret: totp_rs::Secret::from(secret.to_vec()).to_base32(),
        otpauth_url,
        qr_svg,
    })
}

fn builder(secret: &[u8]) -> Builder {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(DIGITS)
        .with_skew(SKEW)
        .with_step_duration(STEP_SECONDS)
        .with_secret(secret.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238's test vectors.
    const SECRET: &[u8; SECRET_BYTES] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_standard() {
        // Appendix B, cut to six digits.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let now = DateTime::from_timestamp(seconds, 0).unwrap();
            let step = matching_step(SECRET, code, now).unwrap();
            assert_eq!(step, Some(seconds / 30), "{code}");
        }
    }

    #[test]
    fn one_step_to_either_side_is_near_enough() {
        let of_59 = |seconds| {
            let now = DateTime::from_timestamp(seconds, 0).unwrap();
            matching_step(SECRET, "287082", now).unwrap()
        };
        for near in [0, 29, 30, 59, 60, 89] {
            assert_eq!(of_59(near), Some(1), "{near}");
        }
        for far in [90, 659] {
            assert_eq!(of_59(far), None, "{far}");
        }
    }

    #[test]
    fn the_address_names_issuer_and_account() {
        let setup = describe(SECRET, "ada+x@example.com", "app.example.com").unwrap();
        assert_eq!(setup.secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(
            setup
                .otpauth_url
                .starts_with("otpauth://totp/app.example.com:ada%2Bx%40example.com?"),
            "{}",
            setup.otpauth_url
        );
        assert!(setup.otpauth_url.contains("issuer=app.example.com"));
        assert!(setup.qr_svg.contains("<svg"));
        assert!(
            !setup.qr_svg.contains("style="),
            "the policy allows no styles"
        );
    }
}
