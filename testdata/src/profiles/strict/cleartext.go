package strict

import (
	"database/sql"
	"fmt"
	"net/http"

	"github.com/gosnmp/gosnmp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
)

func badListen(handler http.Handler) error {
	return http.ListenAndServe(":8080", handler) // want "CL709: http.ListenAndServe serves HTTP without TLS; why: an attacker on the network can read and change what is sent; fix: use http.ListenAndServeTLS"
}

func badDial(address string) (*grpc.ClientConn, error) {
	return grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials())) // want "CL709: insecure.NewCredentials turns TLS off"
}

func badServer() *grpc.Server {
	return grpc.NewServer() // want "CL709: grpc.NewServer without options serves without TLS"
}

func badDatabase() (*sql.DB, error) {
	return sql.Open("postgres", "host=db.internal user=app sslmode=disable") // want "CL709: sslmode=disable turns off TLS"
}

func badDataSource(user, password string) string {
	return fmt.Sprintf("%s:%s@tcp(db.internal)/app?tls=skip-verify", user, password) // want "CL709: tls=skip-verify turns off TLS"
}

const badBroker = "amqp://app@queue.internal/" // want "CL709: amqp:// connects without TLS"

func badCommunity() *gosnmp.GoSNMP {
	return &gosnmp.GoSNMP{Target: "switch.internal", Version: gosnmp.Version2c} // want "CL709: SNMPv2c sends its community string in plaintext"
}

func goodListenTLS(handler http.Handler) error {
	return http.ListenAndServeTLS(":8443", "cert.pem", "key.pem", handler)
}

func goodListenLocally(handler http.Handler) error {
	return http.ListenAndServe("localhost:6060", handler)
}

func goodServer(creds credentials.TransportCredentials) *grpc.Server {
	return grpc.NewServer(grpc.Creds(creds))
}

func goodDatabase() (*sql.DB, error) {
	return sql.Open("postgres", "host=db.internal user=app sslmode=verify-full")
}

func goodDatabaseLocally() (*sql.DB, error) {
	return sql.Open("postgres", "host=localhost user=app sslmode=disable")
}

const (
	goodBroker    = "amqps://app@queue.internal/"
	goodNamespace = "http://www.w3.org/2000/svg"
	goodExample   = "ldap://example.com"
)

func goodCommunity() *gosnmp.GoSNMP {
	return &gosnmp.GoSNMP{Target: "switch.internal", Version: gosnmp.Version3}
}
