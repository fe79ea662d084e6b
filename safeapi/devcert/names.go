package devcert

import (
	"crypto/x509"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
)

// addHost adds an IP address or a DNS name, which may begin with "*.".
func addHost(c *x509.Certificate, host string) error {
	if ip := net.ParseIP(host); ip != nil {
		c.IPAddresses = append(c.IPAddresses, ip)
		return nil
	}
	if why := badName(host); why != "" {
		return fmt.Errorf("%w: host %.100q: %s", ErrName, host, why)
	}
	c.DNSNames = append(c.DNSNames, strings.ToLower(host))
	return nil
}

// ownDomains are the top-level domains below which nobody can have a name of the
// public: RFC 6761 (test, example, invalid, localhost), RFC 6762 (local), and
// ICANN's resolution 2024.07.29.06 (internal).
var ownDomains = []string{"test", "example", "invalid", "localhost", "local", "internal"}

// badName returns what is wrong with a DNS name (RFC 1123, 2.1, and the
// underscore that container names have), or "".
func badName(host string) string {
	switch {
	case host == "":
		return "it is empty"
	case strings.Contains(host, "/"):
		return "want a host, not a URL or a network"
	case strings.ContainsAny(host, ":[]"):
		return "want a host without port and brackets"
	case len(host) > 253:
		return "longer than 253 characters"
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	if strings.Trim(last, "0123456789") == "" {
		return "want an IP address or a name, and it ends in a number"
	}
	if below, ok := strings.CutPrefix(host, "*."); ok && below == last && !slices.Contains(ownDomains, strings.ToLower(last)) {
		return "want a wildcard of your own domain, not of a top-level one"
	}
	for label := range strings.SplitSeq(strings.TrimPrefix(host, "*."), ".") {
		if label == "" || len(label) > 63 {
			return "a label is empty or longer than 63 characters"
		}
		for _, r := range label {
			if !labelRune(r) {
				return "want letters, digits, '-' and '_' (other scripts in their xn-- form)"
			}
		}
	}
	return ""
}

func labelRune(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_'
}

// privateNetworks are this machine's addresses (RFC 1122, RFC 4291), those of
// private networks (RFC 1918, RFC 4193), and those of a link (RFC 3927, RFC 4291).
var privateNetworks = []string{
	"127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "169.254.0.0/16", "fe80::/10",
}

// limit puts the name constraints for the domains into the certificate of an
// authority.
func limit(c *x509.Certificate, domains []string) error {
	for _, domain := range domains {
		why := badName(domain)
		if why == "" && strings.HasPrefix(domain, "*.") {
			why = "names below it are meant without a '*'"
		}
		if why != "" {
			return fmt.Errorf("%w: domain %.100q: %s", ErrName, domain, why)
		}
		c.PermittedDNSDomains = append(c.PermittedDNSDomains, strings.ToLower(domain))
	}
	if len(domains) == 0 {
		return nil
	}
	c.PermittedDNSDomainsCritical = true
	for _, network := range privateNetworks {
		_, n, err := net.ParseCIDR(network)
		if err != nil {
			return fmt.Errorf("devcert: network %s: %w", network, err)
		}
		c.PermittedIPRanges = append(c.PermittedIPRanges, n)
	}
	return nil
}

// maxCommonName is the bound of RFC 5280, appendix A.1.
const maxCommonName = 64

// addClientName adds a DNS name, an email address, or a URI.
func addClientName(c *x509.Certificate, name string) error {
	bad := func(why string) error { return fmt.Errorf("%w: client %.100q: %s", ErrName, name, why) }
	if local, domain, ok := strings.Cut(name, "@"); ok && !strings.Contains(name, "://") {
		if !printable(local) || badName(domain) != "" {
			return bad("want an email address such as alice@shop.test")
		}
		c.EmailAddresses = append(c.EmailAddresses, name)
		return nil
	}
	if strings.Contains(name, "://") {
		uri, err := url.Parse(name)
		if err != nil || uri.Scheme == "" || uri.Host == "" || !printable(name) || uri.String() != name {
			return bad("want a URI such as spiffe://shop.test/billing")
		}
		c.URIs = append(c.URIs, uri)
		return nil
	}
	if why := badName(name); why != "" {
		return bad(why)
	}
	if strings.HasPrefix(name, "*.") {
		return bad("want one name, and no '*'")
	}
	c.DNSNames = append(c.DNSNames, name)
	return nil
}

// printable reports whether the name is of printable ASCII without spaces.
func printable(name string) bool {
	for i := range len(name) {
		if name[i] <= ' ' || name[i] > '~' {
			return false
		}
	}
	return name != ""
}
