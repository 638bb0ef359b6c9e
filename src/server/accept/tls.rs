//! HTTPS of the server's own, for who has no proxy.

use crate::config::Tls;
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::path::PathBuf;
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;

/// Why HTTPS cannot be spoken.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read as PEM.
    #[error("{}: cannot be read as PEM: {why}", file.display())]
    Pem {
        /// Which file.
        file: PathBuf,
        /// Why not.
        why: rustls_pki_types::pem::Error,
    },
    /// Certificate and key do not fit together, or are of a kind that is not known.
    #[error("tls.cert and tls.key cannot be used: {0}")]
    Unusable(#[from] rustls::Error),
}

/// Reads certificate and key; HTTP/2 is offered first (RFC 7301).
pub fn acceptor(tls: &Tls) -> Result<TlsAcceptor, TlsError> {
    let unreadable = |file: &PathBuf| {
        let file = file.clone();
        move |why| TlsError::Pem { file, why }
    };
    let chain = CertificateDer::pem_file_iter(&tls.cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(unreadable(&tls.cert))?;
    let key = PrivateKeyDer::from_pem_file(&tls.key).map_err(unreadable(&tls.key))?;
    let provider = Arc::new(aws_lc_rs::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
