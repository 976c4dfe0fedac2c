//! A passkey's device, without a device: it answers as a browser and an authenticator together do.

use aws_lc_rs::{
    digest,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// User present, user verified.
const FLAGS: u8 = 0b0000_0101;
/// The authenticator's data include a new credential.
const ATTESTED: u8 = 0b0100_0000;

/// One passkey, with the counter of its device.
pub struct Authenticator {
    key: Vec<u8>,
    /// What it names the passkey by.
    pub id: Vec<u8>,
    /// Whose passkey it says it is, in URL-safe base64.
    pub user: String,
    /// Where the browser believes to be.
    pub origin: String,
    /// How often it has signed.
    pub counter: u32,
    /// What it says about presence and verification.
    pub flags: u8,
}

impl Authenticator {
    /// A device that knows no passkey yet, in a browser at `origin`.
    pub fn new(origin: &str) -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key is made");
        let id = digest::digest(&digest::SHA256, key.public_key().as_ref());
        Self {
            key: key
                .to_pkcs8v1()
                .expect("the key is written")
                .as_ref()
                .to_vec(),
            id: id.as_ref().to_vec(),
            user: String::new(),
            origin: origin.to_owned(),
            counter: 0,
            flags: FLAGS,
        }
    }

    /// A copy, as a thief would make one.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self {
            key: self.key.clone(),
            id: self.id.clone(),
            user: self.user.clone(),
            origin: self.origin.clone(),
            counter: self.counter,
            flags: self.flags,
        }
    }

    /// Makes the passkey by the options of the API (`navigator.credentials.create`).
    pub fn create(&mut self, options: &Value) -> Value {
        text(options, "/publicKey/user/id").clone_into(&mut self.user);
        let client_data = self.client_data("webauthn.create", options);
        let data = self.data(text(options, "/publicKey/rp/id"), Some(&self.public_key()));
        let attestation = [
            b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData".as_slice(),
            &cbor_bytes(&data),
        ]
        .concat();
        self.answer(&json!({
            "clientDataJSON": base64(client_data),
            "attestationObject": base64(attestation),
            "transports": ["internal"],
        }))
    }

    /// Answers a challenge of the API (`navigator.credentials.get`).
    pub fn get(&mut self, options: &Value) -> Value {
        self.counter += 1;
        let client_data = self.client_data("webauthn.get", options);
        let data = self.data(text(options, "/publicKey/rpId"), None);
        let hash = digest::digest(&digest::SHA256, client_data.as_bytes());
        let signature = self
            .key_pair()
            .sign(
                &SystemRandom::new(),
                &[data.as_slice(), hash.as_ref()].concat(),
            )
            .expect("the key signs");
        self.answer(&json!({
            "clientDataJSON": base64(client_data),
            "authenticatorData": base64(data),
            "signature": base64(signature),
            "userHandle": self.user,
        }))
    }

    fn answer(&self, response: &Value) -> Value {
        json!({
            "id": base64(&self.id),
            "rawId": base64(&self.id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        })
    }

    fn client_data(&self, kind: &str, options: &Value) -> String {
        json!({
            "type": kind,
            "challenge": text(options, "/publicKey/challenge"),
            "origin": self.origin,
            "crossOrigin": false,
        })
        .to_string()
    }

    fn data(&self, rp: &str, credential: Option<&[u8]>) -> Vec<u8> {
        let flags = self.flags | if credential.is_some() { ATTESTED } else { 0 };
        let mut data = digest::digest(&digest::SHA256, rp.as_bytes())
            .as_ref()
            .to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        if let Some(public_key) = credential {
            // The model of the device, which it keeps to itself.
            data.extend([0; 16]);
            data.extend(
                u16::try_from(self.id.len())
                    .unwrap_or_default()
                    .to_be_bytes(),
            );
            data.extend(&self.id);
            data.extend(public_key);
        }
        data
    }

    /// The public key in the form of COSE: ES256 over P-256.
    fn public_key(&self) -> Vec<u8> {
        let key = self.key_pair();
        let point = key.public_key().as_ref();
        let (x, y) = point
            .get(1..)
            .and_then(|point| point.split_at_checked(32))
            .expect("a point has two coordinates");
        [
            b"\xa5\x01\x02\x03\x26\x20\x01\x21".as_slice(),
            &cbor_bytes(x),
            b"\x22",
            &cbor_bytes(y),
        ]
        .concat()
    }

    fn key_pair(&self) -> EcdsaKeyPair {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &self.key)
            .expect("the key is read")
    }
}

/// Bytes in CBOR, with their length in front.
fn cbor_bytes(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or_default();
    let mut out = match u8::try_from(length) {
        Ok(length) => vec![0x58, length],
        Err(_) => [[0x59].as_slice(), &length.to_be_bytes()].concat(),
    };
    out.extend(bytes);
    out
}

fn base64(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// A text inside the options of the API.
fn text<'a>(options: &'a Value, pointer: &str) -> &'a str {
    let text = options.pointer(pointer).and_then(Value::as_str);
    text.unwrap_or_default()
}
