<?php
/**
 * Which Parley this store belongs to.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * The address of a Parley, the store's name there, and the secret that both share.
 */
class Parley_Settings {

	const OPTION = 'parley_settings';

	/**
	 * Parley's address, without a slash at its end; empty before anything was entered.
	 *
	 * @var string
	 */
	public $address;

	/**
	 * What Parley calls this store.
	 *
	 * @var string
	 */
	public $store;

	/**
	 * What requests and tokens are signed with.
	 *
	 * @var string
	 */
	private $secret;

	/**
	 * Hold settings.
	 *
	 * @param string $address Parley's address.
	 * @param string $store   The store's name in Parley.
	 * @param string $secret  The shared secret.
	 */
	public function __construct( string $address = '', string $store = '', string $secret = '' ) {
		$this->address = $address;
		$this->store   = $store;
		$this->secret  = $secret;
	}

	/**
	 * Read what was saved.
	 *
	 * @return Parley_Settings
	 */
	public static function load(): Parley_Settings {
		$saved = get_option( self::OPTION, array() );
		$saved = is_array( $saved ) ? $saved : array();
		return new self(
			(string) ( $saved['address'] ?? '' ),
			(string) ( $saved['store'] ?? '' ),
			(string) ( $saved['secret'] ?? '' )
		);
	}

	/**
	 * Read a connection line as Parley's console shows it: address|store|secret.
	 *
	 * @param string $line What was pasted.
	 * @return Parley_Settings|null Null where this is no such line.
	 */
	public static function from_line( string $line ): ?Parley_Settings {
		$parts = array_map( 'trim', explode( '|', $line ) );
		if ( 3 !== count( $parts ) ) {
			return null;
		}
		$address = self::clean_address( $parts[0] );
		if ( '' === $address || ! self::is_store( $parts[1] ) || ! self::is_secret( $parts[2] ) ) {
			return null;
		}
		return new self( $address, $parts[1], $parts[2] );
	}

	/**
	 * Tidy an address of a Parley: a scheme, a host, perhaps a port and a folder.
	 *
	 * @param string $typed What was typed.
	 * @return string Empty where it is no address.
	 */
	public static function clean_address( string $typed ): string {
		$typed = trim( $typed );
		if ( '' !== $typed && false === strpos( $typed, '://' ) ) {
			$typed = 'https://' . $typed;
		}
		$parts = wp_parse_url( esc_url_raw( $typed, array( 'https', 'http' ) ) );
		if ( ! is_array( $parts ) || empty( $parts['scheme'] ) || empty( $parts['host'] ) || isset( $parts['user'] ) ) {
			return '';
		}
		$port = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
		return strtolower( $parts['scheme'] . '://' . $parts['host'] ) . $port . untrailingslashit( $parts['path'] ?? '' );
	}

	/**
	 * Say whether this can be a store's name.
	 *
	 * @param string $store The name.
	 * @return bool
	 */
	public static function is_store( string $store ): bool {
		return 1 === preg_match( '/^[A-Za-z0-9_-]{6,64}$/', $store );
	}

	/**
	 * Say whether this can be a secret.
	 *
	 * @param string $secret The secret.
	 * @return bool
	 */
	public static function is_secret( string $secret ): bool {
		return 1 === preg_match( '/^[A-Za-z0-9_-]{32,128}$/', $secret );
	}

	/**
	 * Say whether a Parley is connected.
	 *
	 * @return bool
	 */
	public function is_connected(): bool {
		return '' !== $this->address && '' !== $this->store && '' !== $this->secret;
	}

	/**
	 * Return what signs in this store's name.
	 *
	 * @return Parley_Signer
	 */
	public function signer(): Parley_Signer {
		return new Parley_Signer( $this->secret );
	}

	/**
	 * Keep these settings.
	 *
	 * @return void
	 */
	public function save() {
		$values = array(
			'address' => $this->address,
			'store'   => $this->store,
			'secret'  => $this->secret,
		);
		update_option( self::OPTION, $values );
	}

	/**
	 * Forget the store and its secret; the address stays, so that the next connection need not be typed.
	 *
	 * @return void
	 */
	public function disconnect() {
		$this->store  = '';
		$this->secret = '';
		$this->save();
		Parley_Status::forget();
	}
}
