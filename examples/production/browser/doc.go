// Package browser opens the dossier of the bundled production in a real browser. It is a module of its own,
// because it needs a driver of Chromium; its tests are all there is.
//
//	go test ./...                            # where there is a Chromium, or CHROMIUM names one
//	go test -screenshots /tmp/pictures ./... # and keep pictures and PDF
package browser
