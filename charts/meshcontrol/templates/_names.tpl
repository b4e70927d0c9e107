{{/* The values, with whatever stands under pilot: laid over them. */}}
{{- define "meshcontrol.values" -}}
{{- $values := deepCopy .Values -}}
{{- mustMergeOverwrite (omit $values "pilot") (default dict $values.pilot) | toYaml -}}
{{- end -}}

{{- define "meshcontrol.namespace" -}}
{{- .Values.global.istioNamespace | default .Release.Namespace -}}
{{- end -}}

{{/* The revision as labels and selectors write it. */}}
{{- define "meshcontrol.revision" -}}
{{- .Values.revision | default "default" -}}
{{- end -}}

{{- define "meshcontrol.suffix" -}}
{{- if and .Values.revision (ne .Values.revision "default") -}}-{{ .Values.revision }}{{- end -}}
{{- end -}}

{{- define "meshcontrol.name" -}}
istiod{{ include "meshcontrol.suffix" . }}
{{- end -}}

{{/* Names of cluster-wide objects must differ between control planes of different namespaces. */}}
{{- define "meshcontrol.clusterName" -}}
{{ include "meshcontrol.name" . }}-{{ include "meshcontrol.namespace" . }}
{{- end -}}

{{- define "meshcontrol.injectorName" -}}
istio-sidecar-injector{{ include "meshcontrol.suffix" . }}{{ include "meshcontrol.namespaceSuffix" . }}
{{- end -}}

{{- define "meshcontrol.namespaceSuffix" -}}
{{- $namespace := include "meshcontrol.namespace" . -}}
{{- if ne $namespace "istio-system" -}}-{{ $namespace }}{{- end -}}
{{- end -}}

{{- define "meshcontrol.tagName" -}}
istio-revision-tag-{{ .tag }}{{ include "meshcontrol.namespaceSuffix" .root }}
{{- end -}}

{{/* Is this the control plane that answers for objects and namespaces that name no revision? */}}
{{- define "meshcontrol.isDefault" -}}
{{- if eq (include "meshcontrol.suffix" .) "" -}}true{{- end -}}
{{- end -}}

{{- define "meshcontrol.validates.default" -}}
{{- if or (include "meshcontrol.isDefault" .) .Values.defaultRevision -}}true{{- end -}}
{{- end -}}

{{- define "meshcontrol.selector" -}}
app: istiod
{{- if include "meshcontrol.isDefault" . }}
istio: pilot
{{- else }}
istio.io/rev: {{ .Values.revision | quote }}
{{- end }}
{{- end -}}

{{/* On every object. */}}
{{- define "meshcontrol.labels" -}}
app.kubernetes.io/name: meshcontrol
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
app.kubernetes.io/part-of: meshcontrol
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | quote }}
istio.io/rev: {{ include "meshcontrol.revision" . | quote }}
{{- end -}}

{{- define "meshcontrol.image" -}}
{{- if .Values.image.name -}}
{{ .Values.image.name }}
{{- else -}}
{{ .Values.global.hub }}/meshd:{{ .Values.global.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "meshcontrol.clusterId" -}}
{{- .Values.global.multiCluster.clusterName | default "Kubernetes" -}}
{{- end -}}

{{- define "meshcontrol.anyAddress" -}}
{{- $values := include "meshcontrol.values" . | fromYaml -}}
{{- if eq (first (default (list "IPv4") $values.ipFamilies)) "IPv6" -}}[::]{{- else -}}0.0.0.0{{- end -}}
{{- end -}}
