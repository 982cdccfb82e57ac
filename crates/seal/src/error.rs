use std::fmt;

/// Why something cannot be signed, opened or read. What verification finds is no error but a [`Verdict`](crate::Verdict).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Error {
    /// The text is not what it should be: not JSON, a field is missing, or bytes are spelled in a way we do not write.
    Malformed,
    /// The key file is of a later format.
    UnknownFormat,
    /// The passphrase does not open this key file, or the file was changed.
    Passphrase,
    /// A passphrase of less than [`PASSPHRASE_LEAST`](crate::PASSPHRASE_LEAST) characters.
    ShortPassphrase,
    /// Key derivation could not get its 64 MiB.
    Memory,
    /// Only what was countersigned or supervised is signed; who attests is named when it was supervised, and only then.
    Unsignable,
    /// The text is too long for a QR code.
    TooLong,
    /// The signature is not that of the bytes.
    Signature,
    /// The signature is good, but nobody trusted made it.
    UnknownSigner,
    /// The key is on no list of issuers, or another has followed it.
    NotInService,
    /// A list says less than the one that is published, or is of an earlier day than the one that was signed with it.
    Outdated,
    /// There are issuers and no list of revocations: whatever was taken back would come into force again.
    NoRevocations,
    /// There are revocations and no list of issuers: nobody knows whose they are.
    NoIssuers,
    /// There is a list already, or was: what is asked for would not be the first.
    NotFirst,
    /// A date lies ahead of today's: a clock is wrong.
    Clock,
    /// The text is no folio.
    Folio,
    /// No reason is given for taking something back.
    Reason,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Error::Malformed => "malformed",
            Error::UnknownFormat => "unknown format",
            Error::Passphrase => "wrong passphrase",
            Error::ShortPassphrase => "short passphrase",
            Error::Memory => "not enough memory",
            Error::Unsignable => "unsignable",
            Error::TooLong => "too long for a code",
            Error::Signature => "wrong signature",
            Error::UnknownSigner => "unknown signer",
            Error::NotInService => "not in service",
            Error::Outdated => "outdated",
            Error::NoRevocations => "no revocations",
            Error::NoIssuers => "no issuers",
            Error::NotFirst => "not the first",
            Error::Clock => "wrong clock",
            Error::Folio => "no folio",
            Error::Reason => "no reason",
        })
    }
}

impl std::error::Error for Error {}
