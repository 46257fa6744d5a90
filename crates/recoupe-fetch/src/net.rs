//! Connections: names are looked up once, every address found is judged, and what is connected to
//! is one of those addresses. So a name that answers otherwise the next time changes nothing.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs as _};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use url::{Host, Url};

use crate::address::is_public;

/// Looks up a name.
pub type Resolve = dyn Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync;

/// Whether an address may be connected to.
pub type May = dyn Fn(&SocketAddr) -> bool + Send + Sync;

/// How names are looked up and which addresses may be connected to.
#[derive(Clone)]
pub struct Net {
    resolve: Arc<Resolve>,
    may: Arc<May>,
    tls: Arc<ClientConfig>,
}

impl Net {
    /// The public Internet, through the resolver of the system.
    pub fn public() -> Self {
        Self::new(Arc::new(system), Arc::new(|address| is_public(address.ip())))
    }

    /// All addresses, those of this machine and of private networks too.
    pub fn anywhere() -> Self {
        Self::new(Arc::new(system), Arc::new(|_| true))
    }

    /// A resolver and a rule of one's own.
    pub fn new(resolve: Arc<Resolve>, may: Arc<May>) -> Self {
        let mut roots = RootCertStore::empty();
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the provider has the default versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self { resolve, may, tls: Arc::new(tls) }
    }

    /// Connects to the host of an address, and says to which of its machines.
    ///
    /// # Errors
    /// What was refused or failed, in words.
    pub(crate) fn connect(
        &self,
        to: &Url,
        until: Instant,
    ) -> Result<(Connection, SocketAddr), String> {
        let host = to.host().ok_or("it names no host")?;
        let port = to.port_or_known_default().ok_or("it names no port")?;
        let addresses = self.addresses(&host, port, until)?;
        if let Some(refused) = addresses.iter().find(|address| !(self.may)(address)) {
            return Err(format!(
                "{host} is {}, which is not on the public Internet; add --allow-private if that is meant",
                refused.ip()
            ));
        }
        let mut why = format!("{host} has no address");
        for address in addresses.iter().take(4) {
            let left = left(until).map_err(|error| error.to_string())?;
            match TcpStream::connect_timeout(address, left.min(Duration::from_secs(10))) {
                Ok(stream) => {
                    let peer = stream.peer_addr().map_err(|error| error.to_string())?;
                    if !(self.may)(&peer) {
                        return Err(format!("{host} led to {}, which was not allowed", peer.ip()));
                    }
                    return Ok((self.secured(to, stream, until)?, peer));
                }
                Err(error) => why = format!("{host} cannot be reached: {error}"),
            }
        }
        Err(why)
    }

    /// Looking up has no time limit of its own: it is waited for beside.
    fn addresses(
        &self,
        host: &Host<&str>,
        port: u16,
        until: Instant,
    ) -> Result<Vec<SocketAddr>, String> {
        let name = match host {
            Host::Ipv4(ip) => return Ok(vec![SocketAddr::new((*ip).into(), port)]),
            Host::Ipv6(ip) => return Ok(vec![SocketAddr::new((*ip).into(), port)]),
            Host::Domain(name) => (*name).to_owned(),
        };
        let (send, receive) = mpsc::channel();
        let resolve = Arc::clone(&self.resolve);
        let asked = name.clone();
        thread::spawn(move || send.send(resolve(&asked, port)));
        let left = left(until).map_err(|error| error.to_string())?;
        match receive.recv_timeout(left) {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(error)) => Err(format!("the name {name} is not known: {error}")),
            Err(_) => Err(format!("looking up the name {name} took too long")),
        }
    }

    fn secured(&self, to: &Url, stream: TcpStream, until: Instant) -> Result<Connection, String> {
        let stream = Timed { stream, until };
        if to.scheme() != "https" {
            return Ok(Connection::Plain(stream));
        }
        let name = to.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let name = ServerName::try_from(name).map_err(|error| error.to_string())?;
        let client = ClientConnection::new(Arc::clone(&self.tls), name);
        let client = client.map_err(|error| error.to_string())?;
        Ok(Connection::Secured(Box::new(StreamOwned::new(client, stream))))
    }
}

fn system(name: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    Ok((name, port).to_socket_addrs()?.collect())
}

fn left(until: Instant) -> io::Result<Duration> {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() {
        Err(io::Error::new(io::ErrorKind::TimedOut, "it took too long"))
    } else {
        Ok(left)
    }
}

/// A stream whose every step ends in time.
pub(crate) struct Timed {
    stream: TcpStream,
    until: Instant,
}

impl Read for Timed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(left(self.until)?))?;
        self.stream.read(into).map_err(late)
    }
}

impl Write for Timed {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(left(self.until)?))?;
        self.stream.write(from).map_err(late)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// Systems say "would block" where a time limit was reached.
fn late(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::WouldBlock => io::Error::new(io::ErrorKind::TimedOut, "it took too long"),
        _ => error,
    }
}

/// A connection to a server.
pub(crate) enum Connection {
    Plain(Timed),
    Secured(Box<StreamOwned<ClientConnection, Timed>>),
}

impl Read for Connection {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(into),
            Self::Secured(stream) => stream.read(into),
        }
    }
}

impl Write for Connection {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.write(from),
            Self::Secured(stream) => stream.write(from),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(stream) => stream.flush(),
            Self::Secured(stream) => stream.flush(),
        }
    }
}
