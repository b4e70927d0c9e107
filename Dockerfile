# meshd, and meshctl beside it, in a small image that needs no root and no writable file system (the chart mounts memory for --ca-dir).
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN dotnet publish src/MeshControl.Server -c Release -o /out && dotnet publish src/MeshControl.Cli -c Release -o /out

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /out .
USER 1654
# No diagnostics socket: there is nowhere to put it.
ENV DOTNET_EnableDiagnostics=0
EXPOSE 15010 15012 15014 15017
# For plain container hosts; Kubernetes has the chart's probes instead. There is no shell and no curl here.
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD ["dotnet", "meshctl.dll", "proxy-status"]
ENTRYPOINT ["dotnet", "meshd.dll"]
CMD ["serve", "--config", "/config", "--ads", "0.0.0.0:15010", "--admin", "0.0.0.0:15014", "--plaintext-secrets", "nobody"]
