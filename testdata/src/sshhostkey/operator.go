package sshhostkey

import (
	"net/url"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// The operator decides, by a flag, a field or a parameter of an address.

type remote struct {
	User                  string
	KnownHosts            string
	InsecureIgnoreHostKey bool
	Verbose               bool
}

func (r *remote) badFieldOfSettings() (*ssh.ClientConfig, error) {
	if r.InsecureIgnoreHostKey {
		return &ssh.ClientConfig{User: r.User, HostKeyCallback: ssh.InsecureIgnoreHostKey()}, nil // want `CL801: a setting can turn off the check of host keys`
	}
	check, err := knownhosts.New(r.KnownHosts)
	if err != nil {
		return nil, err
	}
	return &ssh.ClientConfig{User: r.User, HostKeyCallback: check}, nil
}

func badParameterOfAnAddress(address *url.URL) (*ssh.ClientConfig, error) {
	config := &ssh.ClientConfig{User: address.User.Username()}
	if address.Query().Get("no_verify") == "1" {
		config.HostKeyCallback = ssh.InsecureIgnoreHostKey() // want `CL801: a setting can turn off the check of host keys`
		return config, nil
	}
	var err error
	config.HostKeyCallback, err = knownhosts.New(address.Query().Get("known_hosts"))
	return config, err
}

// badOtherSetting asks for something else.
func (r *remote) badOtherSetting() *ssh.ClientConfig {
	config := &ssh.ClientConfig{User: r.User}
	if r.Verbose {
		config.BannerCallback = ssh.BannerDisplayStderr()
		config.HostKeyCallback = ssh.InsecureIgnoreHostKey() // want `CL801: ssh.InsecureIgnoreHostKey accepts the key of every host`
	}
	return config
}
