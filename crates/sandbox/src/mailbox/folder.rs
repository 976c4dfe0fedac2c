//! The folder that holds the mails: one `.eml` file per delivery.
//!
//! A file is the mail as it was sent, after one header of ours with the envelope, so that any
//! mail program opens it. Its name is the id, so that names sort in the order of delivery.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

const ENVELOPE_HEADER: &[u8] = b"X-Sandbox-Envelope: ";

/// What SMTP says about a mail beside the mail itself.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Envelope {
    pub(crate) received_at: DateTime<Utc>,
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        let path = path.canonicalize()?;
        if let Some(parent) = path.parent() {
            sync(parent)?;
        }
        Ok(Self { path })
    }

    /// Reads every mail in the order of delivery.
    ///
    /// What a crash left half written was never answered with 250 and is removed.
    pub(crate) fn read(&self) -> io::Result<Vec<(u64, Envelope, Vec<u8>)>> {
        let mut mails = Vec::new();
        for (id, path) in self.files("eml")? {
            if let Some((envelope, raw)) = split(&fs::read(&path)?) {
                mails.push((id, envelope, raw));
            } else {
                tracing::warn!(
                    mail.id = id,
                    "file in the mailbox is not a mail; left alone"
                );
            }
        }
        for (_, path) in self.files("tmp")? {
            fs::remove_file(path)?;
        }
        mails.sort_by_key(|(id, ..)| *id);
        Ok(mails)
    }

    /// Writes a mail; after that it survives the loss of process and power.
    pub(crate) fn write(&self, id: u64, envelope: &Envelope, raw: &[u8]) -> io::Result<()> {
        let unfinished = self.path.join(format!("{id:020}.tmp"));
        let finished = self.path.join(format!("{id:020}.eml"));
        let written = write_synced(&unfinished, envelope, raw)
            .and_then(|()| fs::rename(&unfinished, &finished))
            .and_then(|()| sync(&self.path));
        if written.is_err() {
            // The sender will be told that the mail was not taken; it must not show up later.
            let _ = fs::remove_file(unfinished);
            let _ = fs::remove_file(finished);
        }
        written
    }

    pub(crate) fn clear(&self) -> io::Result<()> {
        let mut mails = self.files("eml")?;
        // Newest first: cut short, it must not leave a duplicate without its original.
        mails.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
        for (_, path) in mails {
            fs::remove_file(path)?;
        }
        sync(&self.path)
    }

    fn files(&self, extension: &str) -> io::Result<Vec<(u64, PathBuf)>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let path = entry?.path();
            let id = path
                .file_stem()
                .and_then(|stem| stem.to_str()?.parse().ok());
            if let Some(id) = id
                && path.extension().is_some_and(|found| found == extension)
            {
                files.push((id, path));
            }
        }
        Ok(files)
    }
}

fn write_synced(path: &Path, envelope: &Envelope, raw: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(ENVELOPE_HEADER)?;
    file.write_all(&serde_json::to_vec(envelope)?)?;
    file.write_all(b"\r\n")?;
    file.write_all(raw)?;
    file.sync_all()
}

fn split(bytes: &[u8]) -> Option<(Envelope, Vec<u8>)> {
    let rest = bytes.strip_prefix(ENVELOPE_HEADER)?;
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let (header, raw) = rest.split_at_checked(end + 1)?;
    Some((serde_json::from_slice(header).ok()?, raw.to_vec()))
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
