<?php
/**
 * The way to a Parley that the merchant hosts himself.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Lets this site call exactly the host and port of its own Parley.
 *
 * WordPress refuses private addresses, and every port but 80, 443 and 8080, to whatever asks safely; WooCommerce's
 * webhooks do. Both exceptions hold for this one host with this one port, and for nothing beside.
 */
class Parley_Reach {

	/**
	 * Host of the Parley, in lower case.
	 *
	 * @var string
	 */
	private $host = '';

	/**
	 * Its port.
	 *
	 * @var int
	 */
	private $port = 0;

	/**
	 * Take the address apart.
	 *
	 * @param Parley_Settings $settings Which Parley.
	 */
	public function __construct( Parley_Settings $settings ) {
		list( $this->host, $this->port ) = self::place( $settings->address );
	}

	/**
	 * Hook in, where there is an address.
	 *
	 * @return void
	 */
	public function hook_in() {
		if ( '' === $this->host ) {
			return;
		}
		add_filter( 'http_request_host_is_external', array( $this, 'allow_host' ), 10, 3 );
		add_filter( 'http_allowed_safe_ports', array( $this, 'allow_port' ), 10, 3 );
	}

	/**
	 * Let a call pass that goes to Parley, wherever it stands.
	 *
	 * @param bool   $external Whether the host is outside.
	 * @param string $host     The host.
	 * @param string $url      The whole address.
	 * @return bool
	 */
	public function allow_host( $external, $host, $url ) {
		return $external || $this->is_parley( (string) $host, (string) $url );
	}

	/**
	 * Add Parley's port for calls to Parley.
	 *
	 * @param int[]  $ports The ports that may be called.
	 * @param string $host  The host.
	 * @param string $url   The whole address.
	 * @return int[]
	 */
	public function allow_port( $ports, $host, $url ) {
		return $this->is_parley( (string) $host, (string) $url ) ? array_merge( (array) $ports, array( $this->port ) ) : $ports;
	}

	/**
	 * Say whether an address leads to Parley.
	 *
	 * @param string $host Its host, as WordPress reads it.
	 * @param string $url  The address.
	 * @return bool
	 */
	private function is_parley( string $host, string $url ): bool {
		return strtolower( $host ) === $this->host && array( $this->host, $this->port ) === self::place( $url );
	}

	/**
	 * Return host and port of an address.
	 *
	 * @param string $url The address.
	 * @return array{0: string, 1: int}
	 */
	private static function place( string $url ): array {
		$parts = wp_parse_url( $url );
		if ( ! is_array( $parts ) || empty( $parts['host'] ) ) {
			return array( '', 0 );
		}
		$usual = 'http' === strtolower( $parts['scheme'] ?? '' ) ? 80 : 443;
		return array( strtolower( $parts['host'] ), (int) ( $parts['port'] ?? $usual ) );
	}
}
