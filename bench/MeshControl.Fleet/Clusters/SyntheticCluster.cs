using MeshControl.Kubernetes.Client;
using MeshControl.Testing.Kubernetes;

namespace MeshControl.Fleet.Clusters;

/// <summary>A cluster whose objects look like those of a real one: most of each is of no interest to a mesh.</summary>
internal static class SyntheticCluster
{
    private const int Namespaces = 20;
    private const int Nodes = 200;

    public static void Fill(FakeApiServer server, int pods, int services)
    {
        for (var i = 0; i < Namespaces; i++)
            server.Put($$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"ns{{{i}}}","labels":{"kubernetes.io/metadata.name":"ns{{{i}}}"} } }""");
        for (var i = 0; i < Nodes; i++)
            server.Put($$$$"""{"apiVersion":"v1","kind":"Node","metadata":{"name":"node-{{{{i}}}}","labels":{"topology.kubernetes.io/region":"r1","topology.kubernetes.io/zone":"r1-{{{{i % 3}}}}"} },"status":{"addresses":[{"type":"InternalIP","address":"10.1.{{{{i / 250}}}}.{{{{i % 250}}}}"}],"images":[{"names":["a","b"],"sizeBytes":1}]} }""");
        for (var i = 0; i < services; i++)
        {
            server.Put($$$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"service-{{{{i}}}}","namespace":"ns{{{{i % Namespaces}}}}","labels":{"app":"service-{{{{i}}}}"} },"spec":{"clusterIP":"10.96.{{{{i / 250}}}}.{{{{i % 250}}}}","selector":{"app":"service-{{{{i}}}}"},"ports":[{"name":"http","port":80,"targetPort":8080,"protocol":"TCP"}]} }""");
            var members = Enumerable.Range(0, pods).Where(pod => pod % services == i).Select(pod =>
                $$$$"""{"addresses":["{{{{Address(pod)}}}}"],"conditions":{"ready":true,"serving":true,"terminating":false},"nodeName":"node-{{{{pod % Nodes}}}}","zone":"r1-{{{{pod % Nodes % 3}}}}","targetRef":{"kind":"Pod","namespace":"ns{{{{i % Namespaces}}}}","name":"{{{{Name(pod, services)}}}}","uid":"u-{{{{pod}}}}"} }""");
            server.Put($$$$"""{"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","metadata":{"name":"service-{{{{i}}}}-abcde","namespace":"ns{{{{i % Namespaces}}}}","labels":{"kubernetes.io/service-name":"service-{{{{i}}}}","endpointslice.kubernetes.io/managed-by":"endpointslice-controller.k8s.io"} },"addressType":"IPv4","endpoints":[{{{{string.Join(',', members)}}}}],"ports":[{"name":"http","port":8080,"protocol":"TCP"}] }""");
        }
        for (var i = 0; i < pods; i++)
            server.Put(Pod(i, services));
    }

    /// <summary>Reads everything once.</summary>
    public static async Task WarmAsync(FakeApiServer server, CancellationToken cancellationToken)
    {
        using var api = server.Connect();
        foreach (var kind in FakeKinds.BuiltIn)
            await api.ListAsync(kind, new ListOptions { Limit = 0, Trim = FieldTrim.Keep("status.none") }, cancellationToken);
    }

    private static string Name(int pod, int services) => $"service-{pod % services}-5d8f9c7b6d-{pod:x5}";

    private static string Address(int pod) => $"10.{128 + pod / 62500}.{pod / 250 % 250}.{pod % 250 + 1}";

    private static string Pod(int i, int services)
    {
        var service = i % services;
        return $$$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{{Name(i, services)}}}}","generateName":"service-{{{{service}}}}-5d8f9c7b6d-","namespace":"ns{{{{service % Namespaces}}}}","uid":"u-{{{{i}}}}",
              "labels":{"app":"service-{{{{service}}}}","version":"v1","pod-template-hash":"5d8f9c7b6d","app.kubernetes.io/name":"service-{{{{service}}}}","app.kubernetes.io/part-of":"shop"},
              "annotations":{"prometheus.io/scrape":"true","prometheus.io/port":"8080","kubectl.kubernetes.io/restartedAt":"2026-01-01T00:00:00Z"},
              "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"service-{{{{service}}}}-5d8f9c7b6d","uid":"r-{{{{service}}}}","controller":true,"blockOwnerDeletion":true}] },
             "spec":{"nodeName":"node-{{{{i % Nodes}}}}","serviceAccountName":"service-{{{{service}}}}","schedulerName":"default-scheduler","priority":0,"enableServiceLinks":true,"restartPolicy":"Always",
              "terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","preemptionPolicy":"PreemptLowerPriority","securityContext":{"runAsNonRoot":true,"fsGroup":1000},
              "tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],
              "volumes":[{"name":"kube-api-access-x","projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"} },{"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}] } }],"defaultMode":420 } },{"name":"config","configMap":{"name":"service-{{{{service}}}}","defaultMode":420} }],
              "containers":[{"name":"app","image":"registry.example.com/shop/service-{{{{service}}}}:1.2.3","ports":[{"containerPort":8080,"name":"http","protocol":"TCP"},{"containerPort":9090,"name":"metrics","protocol":"TCP"}],
                "env":[{"name":"A","value":"{{{{new string('x', 60)}}}}"},{"name":"B","value":"{{{{new string('y', 60)}}}}"},{"name":"POD","valueFrom":{"fieldRef":{"apiVersion":"v1","fieldPath":"metadata.name"} } }],
                "resources":{"requests":{"cpu":"100m","memory":"128Mi"},"limits":{"memory":"256Mi"} },
                "livenessProbe":{"httpGet":{"path":"/live","port":"http","scheme":"HTTP"},"periodSeconds":10,"timeoutSeconds":1},"readinessProbe":{"httpGet":{"path":"/ready","port":"http","scheme":"HTTP"},"periodSeconds":10},
                "volumeMounts":[{"name":"config","mountPath":"/etc/app"},{"name":"kube-api-access-x","mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","readOnly":true}],"terminationMessagePath":"/dev/termination-log","imagePullPolicy":"IfNotPresent" }] },
             "status":{"phase":"Running","podIP":"{{{{Address(i)}}}}","podIPs":[{"ip":"{{{{Address(i)}}}}"}],"hostIP":"10.1.0.{{{{i % Nodes}}}}","qosClass":"Burstable","startTime":"2026-01-01T00:00:00Z",
              "conditions":[{"type":"Initialized","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z"},{"type":"Ready","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z"},{"type":"ContainersReady","status":"True"},{"type":"PodScheduled","status":"True"}],
              "containerStatuses":[{"name":"app","ready":true,"restartCount":0,"image":"registry.example.com/shop/service-{{{{service}}}}:1.2.3","imageID":"sha256:{{{{new string('a', 64)}}}}","containerID":"containerd://{{{{new string('b', 64)}}}}","started":true,"state":{"running":{"startedAt":"2026-01-01T00:00:00Z"} } }] } }
            """;
    }
}
