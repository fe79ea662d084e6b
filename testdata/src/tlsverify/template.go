package tlsverify

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
)

// identity has a configuration that refuses everyone until it is completed for a peer.
type identity struct{ config tls.Config }

func goodTemplatePanics(certificate tls.Certificate) *identity {
	return &identity{config: tls.Config{
		Certificates:       []tls.Certificate{certificate},
		InsecureSkipVerify: true,
		VerifyPeerCertificate: func([][]byte, [][]*x509.Certificate) error {
			panic("not completed for a peer")
		},
	}}
}

var errNoPeer = errors.New("no peer is expected")

func refuseAll(tls.ConnectionState) error { return errNoPeer }

func goodTemplateRefuses(conn net.Conn) *tls.Conn {
	return tls.Client(conn, &tls.Config{InsecureSkipVerify: true, VerifyConnection: refuseAll})
}

type gate struct{ open bool }

func (g *gate) check(tls.ConnectionState) error {
	if g.open {
		return nil
	}
	return errNoPeer
}

func badMayBeOpen(conn net.Conn, g *gate) *tls.Conn {
	return tls.Client(conn, &tls.Config{InsecureSkipVerify: true, VerifyConnection: g.check}) // want "CL701: "
}

func badPanicsOnBadInput(conn net.Conn) *tls.Conn {
	return tls.Client(conn, &tls.Config{
		InsecureSkipVerify: true, // want "CL701: "
		VerifyConnection: func(state tls.ConnectionState) error {
			if len(state.PeerCertificates) == 0 {
				panic("no certificate")
			}
			return nil
		},
	})
}
