{{/* Where the API server calls; takes root, path, url and bundle. */}}
{{- define "meshcontrol.clientConfig" -}}
{{- if .url }}
url: {{ .url | quote }}
{{- else }}
service:
  name: {{ include "meshcontrol.name" .root }}
  namespace: {{ include "meshcontrol.namespace" .root }}
  path: {{ .path | quote }}
  port: 443
{{- end }}
{{- with .bundle }}
caBundle: {{ b64enc . }}
{{- end }}
{{- end -}}

{{/* What meshd shall leave as it is; takes bundle and policy. */}}
{{- define "meshcontrol.webhookAnnotations" -}}
{{- if .bundle }}
meshcontrol.io/ca-bundle: keep
{{- end }}
{{- if .policy }}
meshcontrol.io/failure-policy: keep
{{- end }}
{{- end -}}

{{/*
One entry of the injection webhook; takes root, prefix, namespace (expressions on the namespace's labels) and object (expressions on the pod's).
Exactly one entry of all control planes matches a pod, or none; caBundle is written by meshd.
*/}}
{{- define "meshcontrol.injectionEntry" -}}
- name: {{ .prefix }}sidecar-injector.istio.io
  clientConfig:
    {{- include "meshcontrol.clientConfig" (dict "root" .root "path" .root.Values.istiodRemote.injectionPath "url" .root.Values.istiodRemote.injectionURL "bundle" .root.Values.istiodRemote.injectionCABundle) | trim | nindent 4 }}
  rules:
    - operations: [CREATE]
      apiGroups: [""]
      apiVersions: [v1]
      resources: [pods]
      scope: Namespaced
  failurePolicy: {{ .root.Values.sidecarInjectorWebhook.failurePolicy }}
  reinvocationPolicy: {{ .root.Values.sidecarInjectorWebhook.reinvocationPolicy }}
  sideEffects: None
  admissionReviewVersions: [v1, v1beta1]
  namespaceSelector:
    matchExpressions:
      {{- toYaml .namespace | nindent 6 }}
  objectSelector:
    matchExpressions:
      {{- toYaml .object | nindent 6 }}
{{- end -}}

{{/* The entries of one revision or tag; takes root, revision (the label's value) and default (true: also those of namespaces and pods that name none). */}}
{{- define "meshcontrol.injectionEntries" -}}
{{- $noRevision := dict "key" "istio.io/rev" "operator" "DoesNotExist" -}}
{{- $noInjection := dict "key" "istio-injection" "operator" "DoesNotExist" -}}
{{- $revision := dict "key" "istio.io/rev" "operator" "In" "values" (list .revision) -}}
{{- $notRefused := dict "key" "sidecar.istio.io/inject" "operator" "NotIn" "values" (list "false") -}}
{{ include "meshcontrol.injectionEntry" (dict "root" .root "prefix" "rev.namespace." "namespace" (list $revision $noInjection) "object" (list $notRefused)) }}
{{ include "meshcontrol.injectionEntry" (dict "root" .root "prefix" "rev.object." "namespace" (list $noRevision $noInjection) "object" (list $notRefused $revision)) }}
{{- if .default }}
{{ include "meshcontrol.injectionEntry" (dict "root" .root "prefix" "namespace."
     "namespace" (list (dict "key" "istio-injection" "operator" "In" "values" (list "enabled")))
     "object" (list $notRefused)) }}
{{ include "meshcontrol.injectionEntry" (dict "root" .root "prefix" "object."
     "namespace" (list $noInjection $noRevision)
     "object" (list (dict "key" "sidecar.istio.io/inject" "operator" "In" "values" (list "true")) $noRevision)) }}
{{- if .root.Values.sidecarInjectorWebhook.enableNamespacesByDefault }}
{{ include "meshcontrol.injectionEntry" (dict "root" .root "prefix" "auto."
     "namespace" (list $noInjection $noRevision
       (dict "key" "kubernetes.io/metadata.name" "operator" "NotIn" "values" (list "kube-system" "kube-public" "kube-node-lease" "local-path-storage")))
     "object" (list (dict "key" "sidecar.istio.io/inject" "operator" "DoesNotExist") $noRevision)) }}
{{- end }}
{{- end }}
{{- end -}}
