package devcert

import (
	"crypto/x509"
	"fmt"
	"net"
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

func printable(name string) bool {
	for i := range len(name) {
		if name[i] < ' ' || name[i] > '~' {
			return false
		}
	}
	return 1 <= len(name) && len(name) <= 64
}
