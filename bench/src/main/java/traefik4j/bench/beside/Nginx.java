package traefik4j.bench.beside;

import java.io.IOException;
import java.util.List;

/** nginx with one worker and default buffers; each frontend is a server of its own, as its users write it. */
record Nginx() implements Peer {
    private static final String FORWARDING = """
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                proxy_set_header X-Forwarded-Host $http_host;
                proxy_set_header X-Forwarded-Port $server_port;
                proxy_set_header X-Forwarded-Proto $scheme;
                proxy_set_header X-Real-Ip $remote_addr;
                """;

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public List<String> configure(Site site) throws IOException {
        Stage stage = site.stage();
        return command(
                site,
                """
                proxy_max_temp_file_size 0;
                upstream server {
                  server 127.0.0.1:%1$d;
                  keepalive 512;
                  keepalive_requests 1000000000;
                  keepalive_timeout 600s;
                }
                %7$s
                ssl_certificate %2$s;
                ssl_certificate_key %3$s;
                server {
                  listen 127.0.0.1:%4$d backlog=4096;
                  listen 127.0.0.1:%5$d ssl http2 backlog=4096;
                  server_name bench.local;
                  location / { proxy_pass http://server; }
                  %6$s
                }
                server_names_hash_max_size 131072;
                server_names_hash_bucket_size 128;
                """.formatted(
                                        stage.serverPort(),
                                        stage.certificate(),
                                        stage.key(),
                                        site.http(),
                                        site.https(),
                                        guarded(),
                                        FORWARDING)
                        + site.eachRoute(i ->
                                "server { listen 127.0.0.1:%d; server_name %s; location %s { proxy_pass http://server; } }\n"
                                        .formatted(site.http(), Site.host(i), Site.path(i))));
    }

    /** The part that is served to those alone whom the server lets in. */
    private static String guarded() {
        return """
                location %s { auth_request /ask; proxy_pass http://server; }
                location = /ask {
                  internal;
                  proxy_pass http://server%s;
                  proxy_pass_request_body off;
                  proxy_set_header Connection "";
                  proxy_set_header Content-Length "";
                  proxy_set_header X-Forwarded-For $remote_addr;
                  proxy_set_header X-Forwarded-Host $http_host;
                  proxy_set_header X-Forwarded-Method $request_method;
                  proxy_set_header X-Forwarded-Proto $scheme;
                  proxy_set_header X-Forwarded-Uri $request_uri;
                }
                """.formatted(Site.GUARDED, Site.AUTHORITY);
    }

    /** The server behind all proxies: 100 bytes, and files. */
    static List<String> server(Site site, String files) throws IOException {
        return command(
                site, """
                tcp_nopush on;
                open_file_cache max=100;
                open_file_cache_valid 600s;
                default_type application/octet-stream;
                server {
                  listen 127.0.0.1:%1$d backlog=4096;
                  root %2$s;
                  location = /10k {}
                  location = /1m {}
                  location = %4$s { return 204; }
                  location / { return 200 "%3$s\\n"; }
                }
                """.formatted(site.http(), files, "0123456789".repeat(10).substring(1), Site.AUTHORITY));
    }

    private static List<String> command(Site site, String http) throws IOException {
        String folder = site.folder().toString();
        String file = site.write("nginx.conf", """
                daemon off;
                user %2$s;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log stderr error;
                events { worker_connections 19000; }
                http {
                  access_log off;
                  sendfile on;
                  tcp_nodelay on;
                  keepalive_timeout 600s;
                  keepalive_requests 1000000000;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  %3$s
                }
                """.formatted(folder, System.getProperty("user.name"), http));
        return List.of("nginx", "-p", folder, "-c", file, "-e", "stderr");
    }
}
