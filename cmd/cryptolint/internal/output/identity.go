package output

import (
	"net/url"
	"strings"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
)

// Identity says what a report is about, so that reports of many repositories can
// be told apart. What is not known is empty.
type Identity struct {
	Module        string // path of the main module
	Repository    string // address of the git repository, without a user or a password
	Revision      string // hash of the commit that is checked out
	Platform      string // that the code was analysed for, such as linux/amd64
	Category      string // of reports that follow one another, of this module and platform
	Configuration string // digest of what decides on the findings, in hexadecimal digits
}

// scpAddress is the short form of an address that ssh clients take:
// git@example.com:shop/pay.git.
var scpAddress = lazyregexp.New(`^(?:[^@/\s]+@)?([A-Za-z0-9][A-Za-z0-9.-]*):([^/\s].*)$`)

// RepositoryAddress makes an address that can be published of the one that git
// has for a remote: with a scheme, and without a user, a password or a query. It
// returns "" for what is no address on a network, such as a directory or a command.
func RepositoryAddress(remote string) string {
	if !strings.Contains(remote, "://") {
		m := scpAddress.FindStringSubmatch(remote)
		if m == nil || len(m[1]) < 2 || strings.HasPrefix(m[2], ":") {
			return "" // a directory, the letter of a drive, or ext::command
		}
		remote = "ssh://" + m[1] + "/" + m[2]
	}
	address, err := url.Parse(remote)
	if err != nil || address.Host == "" {
		return ""
	}
	switch address.Scheme {
	case "https", "http", "ssh", "git":
	default:
		return ""
	}
	public := url.URL{Scheme: address.Scheme, Host: address.Host, Path: address.Path}
	return public.String()
}
