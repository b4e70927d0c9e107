# meshd in a small image that needs no root and no writable file system (mount a folder for --ca-dir where secrets are served).
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN dotnet publish src/MeshControl.Server -c Release -o /out

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /out .
USER 1654
ENV DOTNET_EnableDiagnostics=0
EXPOSE 15010 15014
ENTRYPOINT ["dotnet", "meshd.dll"]
CMD ["serve", "--config", "/config", "--ads", "0.0.0.0:15010", "--admin", "0.0.0.0:15014", "--plaintext-secrets", "nobody"]
