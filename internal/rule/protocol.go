package rule

import (
	"fmt"
	"go/token"
	"slices"
	"strings"
	"unicode"
)

// protocol is a protocol or format that prescribes weak cryptography, and the word by which
// names of packages, files and functions show that it is implemented.
type protocol struct {
	word  string
	name  string
	whole bool // a short word has to stand by itself: "zip" is none of gzip
}

var protocols = []protocol{
	// Authentication and directories.
	{"ntlm", "NTLM", false}, {"mschap", "MS-CHAP", false}, {"kerberos", "Kerberos", false}, {"krb5", "Kerberos", false}, {"gssapi", "Kerberos", false},
	{"radius", "RADIUS", false}, {"tacacs", "TACACS", false}, {"webauthn", "WebAuthn", false}, {"saml", "SAML", false}, {"scram", "SCRAM", false},

	// Formats of messages, keys and signatures.
	{"openpgp", "OpenPGP", false}, {"otr", "OTR", true}, {"pkcs12", "PKCS #12", false}, {"pkcs7", "PKCS #7", false}, {"pkcs8", "PKCS #8", false}, {"smime", "S/MIME", false},
	{"rfc1423", "RFC 1423", false}, {"jose", "JOSE", true}, {"jwe", "JWE", true}, {"xmlenc", "XML Encryption", false}, {"xmldsig", "XML Signature", false},
	{"dsig", "XML Signature", true}, {"dnssec", "DNSSEC", false}, {"ocsp", "OCSP", false},

	// Files.
	{"pdf", "PDF", false}, {"zip", "ZIP", true}, {"7z", "7-Zip", false}, {"rar", "RAR", true}, {"rardecode", "RAR", true}, {"keepass", "KeePass", false}, {"kdbx", "KeePass", false}, {"ooxml", "the file format of Office", false},
	{"msoffice", "the file format of Office", false}, {"excelize", "the file format of Office", false}, {"xlsx", "the file format of Office", false},

	// Networks and devices.
	{"ssh", "SSH", false}, {"tls", "TLS", true}, {"dtls", "TLS", true}, {"vnc", "VNC", false}, {"rdp", "RDP", true}, {"smb", "SMB", true}, {"smb2", "SMB", true},
	{"snmp", "SNMP", false}, {"usm", "SNMP", false}, {"opcua", "OPC UA", false}, {"uapolicy", "OPC UA", false}, {"homekit", "HomeKit", false}, {"hap", "HomeKit", true},
	{"lorawan", "LoRaWAN", false}, {"ipsec", "IPsec", false}, {"rtmp", "RTMP", false}, {"bittorrent", "BitTorrent", false}, {"torrent", "BitTorrent", false}, {"mtproto", "MTProto", false},
	{"minecraft", "Minecraft", false}, {"mc", "Minecraft", true}, {"whatsmeow", "WhatsApp", false}, {"whatsapp", "WhatsApp", false}, {"matrix", "Matrix", true}, {"nostr", "Nostr", false},

	// Databases.
	{"mysql", "MySQL", false}, {"mssql", "TDS", false}, {"ora", "Oracle Net", true}, {"oracle", "Oracle Net", false}, {"firebird", "Firebird", false}, {"tarantool", "Tarantool", false}, {"hdb", "SAP HANA", true}, {"hana", "SAP HANA", true},

	// Payment and clouds.
	{"iso8583", "ISO 8583", false}, {"dukpt", "DUKPT", false}, {"emv", "EMV", true}, {"wechat", "WeChat", false}, {"weixin", "WeChat", false}, {"wxpay", "WeChat", false},
	{"alipay", "Alipay", false}, {"allinpay", "Allinpay", false}, {"cloudfront", "CloudFront", false}, {"kms", "the key management service", true}, {"sns", "Amazon SNS", true}, {"gosns", "Amazon SNS", true}, {"baidubce", "the service", false},
}

// soften makes a finding milder where a protocol may prescribe what it reports. All such
// findings of a package with one case are one defect: they change together or not at all.
func (p *Pass) soften(f *Finding) {
	name := ""
	if f.Prescribable {
		name = p.protocolAt(f.Pos)
	}
	if name == "" {
		return
	}
	if f.Severity == 0 {
		f.Severity = p.meta.Severity
	}
	f.Severity = max(f.Severity-1, Low)
	f.Confidence = min(f.Confidence, Likely)
	f.Advice = fmt.Sprintf("if %s prescribes it, both ends have to change: prefer the newest algorithm that %[1]s offers", name)
	f.Instead, f.protocol = "", name
}

// protocolAt returns the protocol or format that the code at a position implements by its
// names, or "". A name makes a finding milder, and never makes one.
func (p *Pass) protocolAt(pos token.Pos) string {
	places := append([]string{p.Pkg.Path(), p.Pkg.Name()}, p.NamesAround(pos)...)
	for _, place := range places {
		if i := slices.IndexFunc(protocols, func(p protocol) bool { return p.names(place) }); i >= 0 {
			return protocols[i].name
		}
	}
	return ""
}

// names reports whether the name of a package, file or function speaks of the protocol.
func (p protocol) names(place string) bool {
	if !p.whole {
		return strings.Contains(strings.ToLower(place), p.word)
	}
	return slices.Contains(strings.FieldsFunc(strings.ToLower(place), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), p.word)
}
