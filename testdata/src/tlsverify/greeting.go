package tlsverify

import (
	"bytes"
	"context"
	"crypto/tls"
	"net"
	"time"
)

// recorder is a connection that keeps what is written and has nothing to read.
type recorder struct {
	net.Conn
	sent bytes.Buffer
}

func (r *recorder) Write(b []byte) (int, error) { return r.sent.Write(b) }

// Only the first message is wanted: there is no other end.
func goodGreeting(name string) []byte {
	r := new(recorder)
	conn := tls.Client(r, &tls.Config{ServerName: name, InsecureSkipVerify: true})
	_ = conn.HandshakeContext(context.Background())
	return r.sent.Bytes()
}

func goodGreetingInBackground(name string) []byte {
	r := new(recorder)
	conn := tls.Client(r, &tls.Config{ServerName: name, InsecureSkipVerify: true})
	conn.SetDeadline(time.Now().Add(time.Second))
	go func() {
		conn.Handshake()
		conn.Close()
	}()
	time.Sleep(time.Second)
	return r.sent.Bytes()
}

// Something is sent by this one.
func badGreeting(raw net.Conn, name, password string) {
	conn := tls.Client(raw, &tls.Config{ServerName: name, InsecureSkipVerify: true}) // want "CL701: .*turns off"
	_ = conn.Handshake()
	conn.Write([]byte(password))
}

// Others get this one.
func badGreetingReturned(raw net.Conn, name string) net.Conn {
	conn := tls.Client(raw, &tls.Config{ServerName: name, InsecureSkipVerify: true}) // want "CL701: .*turns off"
	_ = conn.Handshake()
	return conn
}

// Who asks whether it succeeded believes that somebody is there.
func badGreetingThatCounts(raw net.Conn, name string) error {
	return tls.Client(raw, &tls.Config{ServerName: name, InsecureSkipVerify: true}).Handshake() // want "CL701: .*turns off"
}
