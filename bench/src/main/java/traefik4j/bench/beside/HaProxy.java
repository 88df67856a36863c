package traefik4j.bench.beside;

import java.io.IOException;
import java.util.List;

/** HAProxy with one thread and default buffers; frontends are a map. */
record HaProxy() implements Peer {
    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public boolean takesPart(Workload workload) {
        // It asks nobody, unless by a script of its user's.
        return workload != Workload.AUTH;
    }

    @Override
    public List<String> configure(Site site) throws IOException {
        Stage stage = site.stage();
        String map = site.write("routes.map", site.eachRoute(i -> Site.host(i) + Site.path(i) + " server\n"));
        String file = site.write("haproxy.cfg", """
                global
                  nbthread 1
                  maxconn 12000
                  no strict-limits
                  ssl-default-bind-options ssl-min-ver TLSv1.2
                defaults
                  mode http
                  timeout client 600s
                  timeout server 600s
                  timeout connect 5s
                  timeout http-keep-alive 600s
                frontend proxy
                  bind 127.0.0.1:%1$d backlog 4096
                  bind 127.0.0.1:%2$d ssl crt %3$s alpn h2,http/1.1 backlog 4096
                  option forwardfor
                  http-request set-header X-Forwarded-Proto https if { ssl_fc }
                  http-request set-header X-Forwarded-Proto http if !{ ssl_fc }
                  http-request set-header X-Forwarded-Host %%[req.hdr(host)]
                  http-request set-header X-Forwarded-Port %%[dst_port]
                  http-request set-header X-Real-Ip %%[src]
                  use_backend server if { hdr(host) -m beg bench.local }
                  use_backend %%[base,map_beg(%4$s)]
                backend server
                  http-reuse always
                  server a 127.0.0.1:%5$d pool-max-conn 1000 pool-purge-delay 600s
                """.formatted(
                        site.http(), site.https(), stage.certificateAndKey(), map, stage.serverPort()));
        return List.of("haproxy", "-db", "-f", file);
    }
}
